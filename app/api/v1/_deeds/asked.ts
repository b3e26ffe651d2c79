import { z } from "zod";
import { categories, cyclePhases, phases, viewPages } from "@/db/terms";
import { commentSubjects } from "@/lib/comments/input";
import { readAgeKey } from "@/lib/improvements/age-key";
import { filterInput } from "@/lib/incidents/input";
import { currencyCode } from "@/lib/text/currencies";
import { day, freeText, rowId } from "@/lib/text/shapes";

/** What lists may be narrowed to over the API. A misspelt filter would answer with everything, so it is refused. */

export const incidentsAsked = filterInput.strict();

export const rootCausesAsked = z.strictObject({
  category: z.enum(categories).optional(),
  text: freeText(200).optional(),
  after: rowId.optional(),
});

const place = z.string().transform((text, at) => {
  const key = readAgeKey(text);
  if (!key) at.issues.push({ code: "custom", message: "This is no place in the list.", input: text });
  return key ?? z.NEVER;
});

export const improvementsAsked = z.strictObject({
  phase: z.enum(phases).optional(), // absent: all that are open
  relationshipId: rowId.optional(),
  ownerId: rowId.optional(),
  sideId: rowId.optional(), // of the owner
  after: place.optional(),
});

export const measuresAsked = z.strictObject({ relationshipId: rowId.optional() });

export const membersAsked = z.strictObject({ text: freeText(100).optional(), after: rowId.optional() });

export const commentsAsked = z.strictObject({
  on: z.enum(commentSubjects, "Name what they are about."),
  subjectId: rowId,
  asked: rowId.optional(),
});

export const viewsAsked = z.strictObject({ page: z.enum(viewPages, "Name the page whose views you want.") });

export const noticesAsked = z.strictObject({
  of: z.enum(["unread", "earlier", "all"]).optional(), // absent: all
  after: place.optional(),
});

export const cyclesAsked = z.strictObject({
  phase: z.enum(cyclePhases).optional(),
  relationshipId: rowId.optional(),
  after: rowId.optional(),
});

export const ledgerAsked = z.strictObject({
  relationshipId: rowId,
  since: day().optional(), // absent: the last two years
  currency: currencyCode.optional(), // absent: the one the ledger is kept in
});

export const replayAsked = z.strictObject({ at: z.coerce.number().int().min(1).max(10_000_000).optional() }); // absent: the last
