import { z } from "zod";
import { instantOf } from "@/lib/mail/digest-hours";
import { addDays } from "@/lib/text/days";
import { day, rowId } from "@/lib/text/shapes";
import { everyActivityKind } from "./kinds";

const chosen = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), shape.optional());

/** What the history is narrowed to, as its address says it; `about` is the incident, improvement, member, … it belongs to. */
const shapes = {
  person: chosen(z.union([rowId, z.literal("nobody")])),
  kind: chosen(z.enum(everyActivityKind)),
  about: chosen(rowId),
  since: chosen(day()),
  until: chosen(day()),
  before: chosen(z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)),
};
const shape = z.object(shapes);
export type AuditFilter = Partial<z.output<typeof shape>>;

/** The filters of an address, which anybody may have typed: what does not fit is left out. */
export function auditFilterOf(query: Record<string, string | string[] | undefined>): AuditFilter {
  const read = Object.entries(shapes).map(([name, one]) => {
    const value = query[name];
    return [name, one.safeParse(Array.isArray(value) ? value[0] : value).data];
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

/** The filters as they stand in an address, without the place in the list. */
export function auditQuery({ before: _, ...filter }: AuditFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]));
}

/** From the first moment of a day to the first after another, in a time zone. */
export function spanOf({ since, until }: AuditFilter, timeZone: string): { from?: Date; to?: Date } {
  return {
    ...(since && { from: instantOf(since, 0, timeZone) }),
    ...(until && { to: instantOf(addDays(until, 1), 0, timeZone) }),
  };
}
