import type { ReactNode } from "react";
import type { DetailContext } from "./detail-context";

/** `brief`: beside the board, where nothing else tells what was found and the plan is not written. */
export type DeedProps = { context: DetailContext; brief?: boolean };

/** The frame of a next step: what it is, then what it asks. */
export function Deed({
  context: { heading: Heading },
  title,
  children,
}: DeedProps & { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <Heading className="label">{title}</Heading>
      {children}
    </div>
  );
}
