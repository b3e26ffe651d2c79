import type { MeasureNature, WantedDirection } from "@/db/terms";
import type { Moment } from "../calendar";
import type { Person } from "../people";

type Done = { at: Moment; by: Person };

/** A figure that is followed week by week. */
export type MeasureStory = {
  name: string;
  definition: string;
  unit: string;
  nature: MeasureNature;
  wanted: WantedDirection;
  /** Of Marketing, then of Sales. */
  owners: readonly [Person, Person];
  created: Done;
  enters: Person;
  /** One for each week, the last for the week that has just ended. */
  values: readonly number[];
  /** The limits of so many of the first weeks. */
  locked?: Done & { weeks: number };
  /** The week at this place among the values, counted from 0, does not count for the limits. */
  leftOut?: Done & { nth: number; why: string };
};
