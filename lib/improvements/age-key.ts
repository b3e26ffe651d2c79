import { day, rowId } from "@/lib/text/shapes";

/** A place in the list by age: `created` is the database's own text, exact to the microsecond; a Date would cut it. */
export type AgeKey = { created: string; id: string };

/** `2026-11-21 21:02:11.123456+00~id`, for an address. */
export const writeAgeKey = ({ created, id }: AgeKey) => `${created}~${id}`;

/** What `writeAgeKey` wrote; undefined for anything else. */
export function readAgeKey(text: string): AgeKey | undefined {
  const [created = "", id] = text.split("~");
  const [onDay, time = ""] = created.split(" ");
  const isInstant = day().safeParse(onDay).success && timeOfDay.test(time);
  return isInstant && id && rowId.safeParse(id).success ? { created, id } : undefined;
}
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/;
