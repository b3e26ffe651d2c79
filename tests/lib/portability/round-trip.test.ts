import fc from "fast-check";
import { expect, test } from "vitest";
import type { Ending, WhyStatus } from "@/db/terms";
import { type CaseFile, type CaseWhy, readCaseFile } from "@/lib/portability/case-file";
import { importCase } from "@/lib/portability/import-case";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aCase, aCaseWhy, shownTree } from "./cases";

const db = await testDatabase();

type Shape = { text: string; status: WhyStatus; joint: string | null; ending: Ending | null; below: Shape[] };
const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.record({
    text: fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .filter((text) => text.trim() !== "" && text.isWellFormed() && !text.includes("\0")),
    status: fc.constantFrom<WhyStatus>("hypothesis", "verified", "verified", "refuted", "unverifiable"),
    joint: fc.constantFrom("a", "b", null, null),
    ending: fc.constantFrom<Ending | null>(null, null, "root_cause", "open_question", "accepted"),
    below: fc.oneof({ maxDepth: 5 }, fc.constant<Shape[]>([]), fc.array(tie("shape"), { maxLength: 4 })),
  }),
}));

const whysOf = (shapes: readonly Shape[], above = ""): CaseWhy[] =>
  shapes.map(({ text, status, joint, ending, below }, at) => {
    const key = `${above}${at + 1}`;
    const category = ending === "root_cause" ? "process" : null;
    return aCaseWhy(key, { text, status, joint, ending, category, whys: whysOf(below, `${key}.`) });
  });

/** The counts by their definition in the file itself, without the rules of the product. */
function countsOf(whys: readonly CaseWhy[]) {
  const counts = { whys: 0, depth: 0, leaves: 0, linkGroups: 0, jointGroups: 0 };
  const count = (list: readonly CaseWhy[], depth: number) => {
    const letters = list.flatMap(({ joint }) => joint ?? []);
    counts.linkGroups += new Set(letters).size + list.length - letters.length;
    counts.jointGroups += new Set(letters.filter((letter, at) => letters.indexOf(letter) !== at)).size;
    for (const why of list) {
      counts.whys++;
      counts.depth = Math.max(counts.depth, depth);
      if (why.whys.length === 0) counts.leaves++;
      count(why.whys, depth + 1);
    }
  };
  count(whys, 1);
  return counts;
}

const textsOf = (whys: readonly CaseWhy[]): string[] =>
  whys.flatMap(({ text, whys: below }) => [text, ...textsOf(below)]);

test("whatever tree a file holds, the workspace shows the same, and the file changes nothing a second time", async () => {
  const world = await aWorkspace(db);
  let number = 0;
  const property = fc.asyncProperty(fc.array(shape, { maxLength: 4 }), async (shapes) => {
    const { file, faults } = readCaseFile(aCase(`case-${++number}`, whysOf(shapes)));
    expect(faults).toBeUndefined();
    const { whys } = (file as CaseFile).trees[0] as CaseFile["trees"][number];

    const report = await importCase(db, world.lead, file as CaseFile);

    const { summary, index } = await shownTree(db, world.lead, report.trees[0]?.id);
    expect(summary).toMatchObject(countsOf(whys));
    expect(index.inOrder.map(({ text }) => text)).toEqual(textsOf(whys));
    const again = await importCase(db, world.lead, file as CaseFile);
    expect(again).toEqual({ ...report, created: 0, changed: 0, unchanged: report.created });
  });

  await fc.assert(property, { numRuns: 15 });
}, 60_000);
