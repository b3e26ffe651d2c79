/** Rising bars: how strongly an improvement holds by itself, 1 (a reminder) to 3 (cannot happen any more). */
export function Strength({ of }: { of: 1 | 2 | 3 }) {
  return (
    <span className="strength" role="img" aria-label={`Strength ${of} of 3`}>
      {[1, 2, 3].map((step) => (
        <i key={step} className={step <= of ? "on" : undefined} />
      ))}
    </span>
  );
}
