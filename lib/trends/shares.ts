/** Shares that the method names (4.6), each with both of its numbers: a share alone hides how few it was of. */
import type { Verdict } from "@/db/terms";

/** `share` is 0 to 1; null of nothing. */
export type Share = { part: number; whole: number; share: number | null };

export const shareOf = (part: number, whole: number): Share => ({
  part,
  whole,
  share: whole === 0 ? null : part / whole,
});

/** effective / (effective + partly + ineffective); what cannot be told yet stands apart. */
export function effectivenessRate(verdicts: readonly Verdict[]): Share & { inconclusive: number } {
  const count = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length;
  const inconclusive = count("inconclusive");
  return { ...shareOf(count("effective"), verdicts.length - inconclusive), inconclusive };
}

/** Due days are the first that were committed to: a date that slips does not make anything punctual. */
export type Committed = { firstDueOn: string; implementedOn: string | null };

/** Of those first due from the one day to the other: implemented by that day. Days are YYYY-MM-DD. */
export function onTime(committed: readonly Committed[], fromOn: string, throughOn: string): Share {
  const due = committed.filter(({ firstDueOn }) => firstDueOn >= fromOn && firstDueOn <= throughOn);
  const kept = due.filter(({ firstDueOn, implementedOn }) => implementedOn !== null && implementedOn <= firstDueOn);
  return shareOf(kept.length, due.length);
}

/** Trees, improvements and checks in which both sides took part. */
export const bothSidedness = (takenPart: readonly { firstSide: boolean; secondSide: boolean }[]): Share =>
  shareOf(takenPart.filter(({ firstSide, secondSide }) => firstSide && secondSide).length, takenPart.length);
