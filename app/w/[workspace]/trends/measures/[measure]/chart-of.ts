import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { chartMeasure, figureWordsOf } from "@/lib/measures/charted";
import { findMeasure } from "@/lib/measures/queries";
import { refuse } from "@/lib/refusal";

/** The chart of the measure in an address, for a file. @throws Refusal when there is none */
export async function chartOfMeasure(member: Member, measureId: string) {
  const db = database();
  const measure = await findMeasure(db, member, measureId);
  if (!measure) return refuse("not_found", "This measure does not exist.");
  const { chart } = await chartMeasure(db, member, measure);
  return { measure, chart, figures: figureWordsOf(measure, member.locale) };
}

/** A file of ours, made anew each time; it may do nothing. */
export const fileAnswer = (content: string, mediaType: string) =>
  new Response(content, {
    headers: {
      "Content-Type": `${mediaType}; charset=utf-8`,
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
