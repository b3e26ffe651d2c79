import type { CSSProperties } from "react";

/** A pale bar from low to high on a line that begins at 0, with the expected point on it. `label` says it in words. */
export function Range({ low, expected, high, label }: { low: number; expected: number; high: number; label: string }) {
  const place = (value: number) => `${((100 * value) / high).toFixed(2)}%`;
  const places = { "--low": place(low), "--expected": place(expected) } as CSSProperties;
  return <span className="range" role="img" aria-label={label} style={places} />;
}
