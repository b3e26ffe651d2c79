/** Bars from 1 to 4; nothing is drawn where nobody has said yet. One element, as lists show it in every row. */
export function Severity({ of }: { of: number | null | undefined }) {
  if (!of) return <span className="quiet">–</span>;
  return <span className={`severity severity-${of}`} role="img" aria-label={`Severity ${of} of 4`} />;
}
