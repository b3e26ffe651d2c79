import { expect, test } from "vitest";
import { pictureAt } from "@/app/w/[workspace]/causes/[tree]/replay/picture";
import { unansweredWhy } from "@/lib/causes/cause-tree";
import type { Replay, ReplayWhy } from "@/lib/causes/replay";

/** `count` whys, three below each, asked one after the other. */
function aReplay(count: number): Replay {
  const whys = Array.from(
    { length: count },
    (_, nth): ReplayWhy => ({
      ...unansweredWhy(),
      id: `w${nth}`,
      parentId: nth === 0 ? null : `w${Math.floor((nth - 1) / 3)}`,
      position: String(nth).padStart(6, "0"),
      text: `Line ${nth}`,
      gone: false,
    }),
  );
  const by = { day: "2026-03-01", by: "Ana", sideId: null, says: "asked why under the problem" };
  const asked = whys.map(({ id }) => ({
    verb: "why.asked",
    ...by,
    changes: [{ row: "why" as const, id, before: { gone: true }, after: { gone: false } }],
  }));
  return {
    sideIds: ["a", "b"],
    head: { id: "tree", problem: "P", settled: false },
    ...{ whys, proofs: [], answers: [] },
    steps: [{ verb: "tree.opened", ...by, changes: [] }, ...asked],
  };
}

const lines = ({ lines: shown }: ReturnType<typeof pictureAt>) =>
  shown.flatMap((line) => ("row" in line ? [`${line.row.why.text}${line.mark === null ? "" : `: ${line.mark}`}`] : []));

test("a small tree is shown whole, with what the deed did marked", () => {
  const replay = aReplay(5);

  expect(lines(pictureAt(replay, 4))).toEqual(["Line 0", "Line 1", "Line 2: new"]);
  expect(lines(pictureAt(replay, 1))).toEqual([]);
});

test("a deed that there is none of is the nearest", () => {
  const replay = aReplay(5);

  expect([-3, 0, 2.9, 99, Number.NaN].map((at) => pictureAt(replay, at).at)).toEqual([1, 1, 2, 6, 1]);
});

test("of a large tree the lines around the deed and all above it are shown, and how many are left out", () => {
  const picture = pictureAt(aReplay(1_000), 901);
  const shown = lines(picture);
  const leftOut = picture.lines.reduce((sum, line) => sum + ("leftOut" in line ? line.leftOut : 0), 0);

  expect(shown).toContain("Line 899: new");
  expect(shown).toEqual(expect.arrayContaining(["Line 0", "Line 299", "Line 99"]));
  expect(shown.length).toBeLessThan(120);
  expect(shown.length + leftOut).toBe(900);
});
