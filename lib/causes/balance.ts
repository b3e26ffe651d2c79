/** Who added what to a tree, from which side: each why and each piece of evidence once, when it first came. */
import { counted } from "@/lib/text/counted";
import type { Replay } from "./replay";

export type Added = { whys: number; evidence: number };
/** The first side, the second, and those who belong to neither. */
export type BySide = readonly [Added, Added, Added];

export type Balance = {
  /** After each deed, all that had been added by then: of the first side, the second, neither. */
  line: (readonly [number, number, number])[];
  all: BySide;
  /** What each day added; days on which nothing came are left out. */
  days: { day: string; added: BySide }[];
  sentence: string;
};

const nothing = (): [Added, Added, Added] => [
  { whys: 0, evidence: 0 },
  { whys: 0, evidence: 0 },
  { whys: 0, evidence: 0 },
];

/** @param sideNames in the order of the sides */
export function balanceOf({ whys, proofs, steps, sideIds }: Replay, sideNames: readonly [string, string]): Balance {
  const place = (sideId: string | null) => (sideId === sideIds[0] ? 0 : sideId === sideIds[1] ? 1 : 2);
  const placeOf = new Map([...whys, ...proofs].map(({ id, sideId }) => [id, place(sideId)] as const));
  const known = new Set<string>();
  const all = nothing();
  const days = new Map<string, [Added, Added, Added]>();
  const came: number[] = []; // places, in the order in which things came by hand
  const line: [number, number, number][] = [];
  for (const { verb, day, changes } of steps) {
    for (const change of changes) {
      const isNew = (change.row === "why" || change.row === "proof") && change.before.gone === true;
      const side = placeOf.get(change.id);
      if (!isNew || side === undefined || known.has(change.id)) continue;
      known.add(change.id);
      const kind = change.row === "why" ? "whys" : "evidence";
      const today = days.get(day) ?? nothing();
      days.set(day, today);
      all[side as 0 | 1 | 2][kind] += 1;
      today[side as 0 | 1 | 2][kind] += 1;
      if (verb !== "tree.opened" && verb !== "tree.begun") came.push(side);
    }
    line.push(all.map(({ whys: w, evidence }) => w + evidence) as [number, number, number]);
  }
  const gone = [...whys, ...proofs].filter((row) => row.gone && known.has(row.id)).length;
  return {
    line,
    all,
    days: [...days].map(([day, added]) => ({ day, added })),
    sentence: sentenceOf(all, sideNames, came, gone),
  };
}

function sentenceOf(all: BySide, sideNames: readonly [string, string], came: readonly number[], gone: number): string {
  const [first, second, neutral] = all;
  const parts = [
    `${sideNames[0]} added ${addedWords(first)}`,
    `${sideNames[1]} ${addedWords(second)}`,
    ...(neutral.whys + neutral.evidence > 0 ? [`people of neither side ${addedWords(neutral)}`] : []),
  ];
  const other = came.findIndex((side) => side !== came[0]);
  const alone = other === -1 ? came.length : other;
  const name = sideNames[came[0] ?? 2] ?? "neither side";
  const start = alone >= 3 && came.length > alone ? `; the first ${alone} came from ${name} alone` : "";
  const went = gone > 0 ? `. ${gone === 1 ? "One of all was" : `${gone} of all were`} taken out again` : "";
  return `${parts.join("; ")}${start}${went}.`;
}

const addedWords = ({ whys, evidence }: Added): string =>
  whys + evidence === 0
    ? "nothing"
    : [
        (whys > 0 || evidence === 0) && counted(whys, "why", "whys"),
        evidence > 0 && counted(evidence, "piece of evidence", "pieces of evidence"),
      ]
        .filter(Boolean)
        .join(" and ");
