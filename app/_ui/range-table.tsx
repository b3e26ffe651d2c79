import type { ReactNode } from "react";

/** Tables whose rows say low, expected and high; on a narrow screen each figure carries its word. */

const words = { low: "Low", expected: "Expected", high: "High" } as const;
const bounds = ["low", "expected", "high"] as const;

/** @param deeds what the column of buttons is called; none where nothing can be done */
export function RangeHead({ first, deeds }: { first: string; deeds?: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {bounds.map((bound) => (
          <th key={bound} scope="col" className="num">
            {words[bound]}
          </th>
        ))}
        {deeds && (
          <th scope="col">
            <span className="sr">{deeds}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

type CellsProps = {
  low: number | null;
  expected: number | null;
  high: number | null;
  write: (value: number) => string;
  /** Stands behind the expected figure, where the head does not say it. */
  unit?: string;
};

/** The three figures of a row; unknown is a dash, never 0. */
export function RangeCells({ write, unit, ...range }: CellsProps) {
  return bounds.map((bound) => {
    const value = range[bound];
    return (
      <td key={bound} className="num" data-label={words[bound]}>
        {value === null ? unknown : write(value)}
        {bound === "expected" && unit && <small> {unit}</small>}
      </td>
    );
  });
}

const unknown: ReactNode = (
  <span className="quiet">
    <span aria-hidden="true">–</span>
    <span className="sr">not known</span>
  </span>
);
