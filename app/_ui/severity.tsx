/** Bars from 1 to 4; nothing is drawn where nobody has said yet. */
export function Severity({ of }: { of: number | null | undefined }) {
  if (!of) return <span className="quiet">–</span>;
  return (
    <span className="severity" role="img" aria-label={`Severity ${of} of 4`}>
      {[1, 2, 3, 4].map((step) => (
        <i key={step} className={step <= of ? "on" : undefined} />
      ))}
    </span>
  );
}
