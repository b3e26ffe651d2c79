/** What a wording finding counts for where it stands, and what settles it (method 1.6). Holds no word lists. */
import type { WordingCode } from "@/db/terms";
import { isBranchEnd, isLive, type TreeIndex, type TreeWhy } from "./cause-tree";
import { essence, fingerprint } from "./read-back";

export type FindingLevel = "error" | "warn" | "info";

/** Somebody's word on a finding, given on the text as it reads now. `sideId` null: neutral. */
export type FindingSettlement = {
  kind: "dismissed" | "overruled";
  sideId: string | null;
  by: string;
  reason: string;
  at: string;
};

/** A finding on a line of the tree, one per code. `name`: it is a member's full name, which nobody may let stand. */
export type TextFinding = { code: WordingCode; message: string; name: boolean; settlements: FindingSettlement[] };

/** Of the text that a settlement is given on. Other case, signs and spaces alone do not make another text. */
export const textMark = (text: string): string => fingerprint(essence(text));

const errorCodes: readonly WordingCode[] = ["person_named", "blame_word"];
export const isErrorCode = (code: WordingCode): boolean => errorCodes.includes(code);

/**
 * error: a person where a branch ends, or where the group chose to act. null is the problem, which ends nothing.
 * Everywhere else what names or blames a person is a hint like the others.
 */
export function levelOf(index: TreeIndex, why: TreeWhy | null, code: WordingCode): FindingLevel {
  if (code === "absolute") return "info";
  if (!isErrorCode(code) || why === null) return "warn";
  const ends = isBranchEnd(index, why.id) || (why.ending === "root_cause" && isLive(index, why.id));
  return ends ? "error" : "warn";
}

/** Has one member of each side overruled it? The two teams of the tree are the only ones that can. */
export const isOverruled = ({ name, settlements }: TextFinding): boolean =>
  !name &&
  new Set(settlements.flatMap(({ kind, sideId }) => (kind === "overruled" && sideId ? [sideId] : []))).size > 1;

/** A hint is settled by one person's reason, an error by both sides; a member's name by other words alone. */
export const isSettled = (finding: TextFinding, level: FindingLevel): boolean =>
  level === "error" ? isOverruled(finding) : !finding.name && finding.settlements.length > 0;

/** What keeps an ending away from a why: it names or blames a person, and not both sides let that stand. */
export const errorFindings = ({ findings }: Pick<TreeWhy, "findings">): TextFinding[] =>
  findings.filter((finding) => isErrorCode(finding.code) && !isOverruled(finding));

/** The worst that is open on a line, for the small mark beside it; what is only worth a word is left out. */
export function openHint(index: TreeIndex, why: TreeWhy): "error" | "warn" | null {
  const levels = why.findings.map((finding) => {
    const level = levelOf(index, why, finding.code);
    return isSettled(finding, level) ? "info" : level;
  });
  return levels.includes("error") ? "error" : levels.includes("warn") ? "warn" : null;
}

export type PlacedFinding = TextFinding & { whyId: string | null; level: FindingLevel; settled: boolean };

/** The findings on the problem first, then why by why as the outline reads; on refuted whys too. */
export function placedFindings(index: TreeIndex): PlacedFinding[] {
  const place = (why: TreeWhy | null) => (finding: TextFinding) => {
    const level = levelOf(index, why, finding.code);
    return { ...finding, whyId: why?.id ?? null, level, settled: isSettled(finding, level) };
  };
  return [
    ...index.tree.problemFindings.map(place(null)),
    ...index.inOrder.flatMap((why) => why.findings.map(place(why))),
  ];
}
