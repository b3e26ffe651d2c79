import { isBuildingUp } from "@/lib/trends/chart-hints";
import type { MeasureRow } from "./measure-deed";

/** What the number of incidents itself makes. */
const ofIncidents: readonly MeasureRow["source"][] = ["incidents", "days_between"];

/**
 * What a reader of a measure has to know while logging is new (method 4.4).
 * @param firstLoggedOn when the first incident of its relationship was logged; null: none was
 */
export const notesOn = (
  { source }: Pick<MeasureRow, "source">,
  firstLoggedOn: string | null,
  today: string,
): string[] =>
  ofIncidents.includes(source) && firstLoggedOn !== null && isBuildingUp(firstLoggedOn, today)
    ? ["Reporting is building up: in its first 3 months a count mostly tells how many have begun to log"]
    : [];
