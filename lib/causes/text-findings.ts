/** The wording check laid over the lines of a tree, with what people have said to each finding. */
import type { WordingCode } from "@/db/terms";
import { type FindingSettlement, type TextFinding, textMark } from "./finding";
import { type Finding, findings, promptFor, type WordingRules } from "./wording";

/** A settlement as it is kept: `mark` says on which text it was given, and whether as a hint or as an error. */
export type KeptSettlement = Omit<FindingSettlement, "kind"> & {
  treeId: string;
  whyId: string | null;
  code: WordingCode;
  mark: string;
};

/** A hint that one person let go is no error that a side let stand: the mark tells them apart. */
export const settlementMark = (kind: FindingSettlement["kind"], text: string): string => `${kind} ${textMark(text)}`;

/** The line's findings, one per code, with the settlements that were given on this very text. */
export type FindingsReader = (treeId: string, whyId: string | null, text: string) => TextFinding[];

const keyOf = (treeId: string, whyId: string | null) => whyId ?? treeId;

export function findingsReader(rules: WordingRules, kept: readonly KeptSettlement[]): FindingsReader {
  const byLine = new Map<string, KeptSettlement[]>();
  for (const settlement of kept) {
    const key = keyOf(settlement.treeId, settlement.whyId);
    byLine.set(key, [...(byLine.get(key) ?? []), settlement]);
  }
  return (treeId, whyId, text) => {
    const found = findings(text, rules);
    if (found.length === 0) return [];
    const given = byLine.get(keyOf(treeId, whyId)) ?? [];
    const marks = given.length > 0 ? marksOf(text) : undefined;
    return [...oneEach(found)].map(([code, alike]) => ({
      code,
      message: promptFor(
        code,
        alike.map(({ match }) => match),
      ),
      name: alike.some(({ name }) => name),
      settlements: given.flatMap((settlement) => {
        const kind = settlement.code === code ? marks?.get(settlement.mark) : undefined;
        const { sideId, by, reason, at } = settlement;
        return kind ? [{ kind, sideId, by, reason, at }] : [];
      }),
    }));
  };
}

const marksOf = (text: string) =>
  new Map((["dismissed", "overruled"] as const).map((kind) => [settlementMark(kind, text), kind]));

function oneEach(found: readonly Finding[]): Map<WordingCode, Finding[]> {
  const byCode = new Map<WordingCode, Finding[]>();
  for (const finding of found) byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding]);
  return byCode;
}
