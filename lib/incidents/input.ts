import { z } from "zod";
import { categories, incidentStages } from "@/db/terms";
import { dayIn } from "@/lib/text/days";
import {
  day,
  neededText,
  newId,
  optionalText,
  orNothing,
  rowId,
  seenVersion,
  ticked,
  titleText,
} from "@/lib/text/shapes";

/** An incident has happened. Asked in the zone where the day begins first, so that nobody's today is refused. */
const pastDay = day().pipe(
  z.string().refine((value) => value <= dayIn("Pacific/Kiritimati"), "This day has not come yet."),
);

/** Absent: the default stands (today, the member's side). Empty: nothing was chosen on purpose. */
const orDefault = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (value === "" ? null : value), shape.nullable().optional());

const shortText = (max: number) =>
  optionalText(max).transform((text) => (text === null ? null : text.replace(/\s+/g, " ")));
const severity = orNothing(
  z.coerce.number("Choose 1 to 4.").int("Choose 1 to 4.").min(1, "Choose 1 to 4.").max(4, "Choose 1 to 4."),
);

export const incidentTitle = titleText("Say what got in the way.");

/** What an incident says beside its title; method 1.1. */
const statement = {
  observed: optionalText(),
  expected: optionalText(),
  noAgreedStandard: ticked,
  extent: optionalText(2000),
  occurredUntil: orNothing(pastDay),
  occurredApproximately: ticked,
  handOff: shortText(120),
  detectedBy: shortText(200),
  severity,
  category: orNothing(z.enum(categories, "Choose one from the list.")),
  anonymous: ticked,
};

const periodInOrder = <I extends { occurredOn?: string | null; occurredUntil: string | null }>(input: I) =>
  !input.occurredOn || !input.occurredUntil || input.occurredOn <= input.occurredUntil;
const periodFault = { path: ["occurredUntil"], message: "The last day lies before the first." };

/** One line is enough; all else can follow. The form, the action and the API share it. */
export const logInput = z
  .object({
    id: newId,
    title: incidentTitle,
    relationshipId: rowId.optional(), // absent: the first one of the workspace
    occurredOn: orDefault(pastDay),
    sideId: orDefault(rowId), // absent: the member's side; empty: neither side
    ...statement,
  })
  .refine(periodInOrder, periodFault);
export type LogInput = z.output<typeof logInput>;

export const editInput = z
  .object({
    incidentId: rowId,
    version: seenVersion,
    title: incidentTitle,
    occurredOn: pastDay,
    sideId: orNothing(rowId),
    ...statement,
  })
  .refine(periodInOrder, periodFault);
export type EditInput = z.output<typeof editInput>;

export const perspectiveInput = z.object({
  id: newId,
  incidentId: rowId,
  text: neededText("Say how it looked from your seat."),
  version: orNothing(seenVersion), // nothing: the side has not written yet, as far as this person saw
});
export type PerspectiveInput = z.output<typeof perspectiveInput>;

export const askInput = z.object({ incidentId: rowId, sideId: rowId });

const reason = neededText("Say why, in a sentence.", 2000);
export const incidentInput = z.object({ incidentId: rowId });
export const reasonInput = z.object({ incidentId: rowId, reason });
export const linkInput = z.object({ incidentId: rowId, rootCauseId: rowId });

export const stageFilters = ["open", ...incidentStages] as const;
export type StageFilter = (typeof stageFilters)[number];

/** The last row of the page before, as it stands in the address: its day and its id. */
const incidentKey = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/, "This is no place in the list.")
  .transform((text) => ({ occurredOn: text.slice(0, 10), id: text.slice(11) }))
  .pipe(z.object({ occurredOn: day(), id: rowId }));
export type IncidentKey = z.output<typeof incidentKey>;
export const keyOf = ({ occurredOn, id }: IncidentKey) => `${occurredOn}_${id}`;

const filterText = (max: number) => shortText(max).transform((text) => text ?? undefined);
const chosen = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), shape.optional());

/** What a list is narrowed to, as the address bar and the API say it. */
const filterShapes = {
  relationship: chosen(rowId),
  stage: chosen(z.enum(stageFilters, "Choose a stage of the list, or “open”.")),
  side: chosen(z.union([rowId, z.literal("neutral")], "Choose a side, or “neutral”.")),
  severity: chosen(z.coerce.number().int().min(1).max(4)),
  handOff: chosen(filterText(120)),
  category: chosen(z.enum(categories)),
  since: chosen(day()),
  until: chosen(day()),
  text: chosen(filterText(200)),
  after: chosen(incidentKey),
  before: chosen(incidentKey),
};
export const filterInput = z.object(filterShapes);
export type IncidentFilter = Partial<z.output<typeof filterInput>>;
export type FilterName = keyof typeof filterShapes;

/** The filters of an address, which anybody may have typed: what does not fit is left out. */
export function filtersOf(params: Record<string, string | string[] | undefined>): IncidentFilter {
  const read = Object.entries(filterShapes).map(([name, shape]) => {
    const value = params[name];
    return [name, shape.safeParse(Array.isArray(value) ? value[0] : value).data];
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}
