import { expect, test } from "vitest";
import { treeIndex } from "@/lib/causes/cause-tree";
import { drawDiagram } from "@/lib/causes/diagram-drawing";
import { boxWidth, layOut, type PlacedNode } from "@/lib/causes/diagram-layout";
import { stepsOfStrength } from "@/lib/causes/diagram-nodes";
import { fitting, linesOf, widthOf } from "@/lib/causes/diagram-text";
import { asRootCause, aTree, aWhy, marketing, readBackBy, sales, someEvidence } from "./a-tree";
import { caseKeys, caseTrees } from "./case-trees";

const day = (words: string) => words;
const laidOut = (tree: Parameters<typeof treeIndex>[0]) => layOut(treeIndex(tree), day);
const node = (tree: Parameters<typeof treeIndex>[0], id: string) =>
  laidOut(tree).nodes.find((found) => found.id === id) as PlacedNode;
const drawn = (tree: Parameters<typeof treeIndex>[0]) =>
  drawDiagram(laidOut(tree), { treeId: tree.id, sides: [{ name: "Marketing" }, { name: "Sales" }], selectedId: null })
    .text;

test.each(caseKeys)("no two boxes of a public case lie on one another: %s", (caseKey) => {
  for (const { tree } of caseTrees(caseKey)) {
    const { nodes, problem, bounds } = laidOut(tree);
    const boxes = [problem, ...nodes];

    for (const [at, one] of boxes.entries())
      for (const other of boxes.slice(at + 1)) {
        const apart = Math.abs(one.x - other.x) >= boxWidth;
        expect(apart || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true);
      }
    expect(boxes).toHaveLength(tree.whys.length + 1);
    expect(Math.min(...boxes.map(({ y }) => y))).toBe(bounds.y);
    expect(Math.max(...boxes.map(({ y, height }) => y + height))).toBe(bounds.y + bounds.height);
  }
});

test("whys that act only together stand together in one bracket, wherever they stand in the outline", () => {
  const tree = aTree([aWhy("1", { joint: "a" }), aWhy("2"), aWhy("3", { joint: "a" })]);

  const { nodes, brackets, links } = laidOut(tree);

  expect(nodes.map(({ id }) => id)).toEqual(["1", "3", "2"]);
  expect(brackets).toHaveLength(1);
  expect(links.map(({ to }) => (to as PlacedNode).id)).toEqual(["2"]);
  expect(drawn(tree).match(/>joint</g)).toHaveLength(1);
});

test("a root cause is outlined through only when both sides have signed the whole way", () => {
  const tree = aTree([aWhy("1"), aWhy("1.1", asRootCause)]);
  const signed = readBackBy(readBackBy(tree, marketing, ["1", "1.1"]), sales, ["1", "1.1"]);

  expect(node(tree, "1.1")).toMatchObject({ look: "proposed", glyph: "proposed", words: "proposed: process" });
  expect(node(signed, "1.1")).toMatchObject({ look: "root", glyph: "root", words: "root cause: process" });
  expect(node(readBackBy(signed, sales, ["1"], "disputes"), "1.1").look).toBe("proposed");
});

test("a dispute is a wavy line in the colour of the side that disputes, and its chip", () => {
  const tree = readBackBy(aTree([aWhy("1"), aWhy("1.1")]), sales, ["1"], "disputes");

  expect(node(tree, "1")).toMatchObject({ look: "disputed", signs: ["open", "no"], words: "hypothesis, disputed" });
  expect(drawn(tree)).toContain("url(#d-wave-b)");
  expect(drawn(tree)).not.toContain("url(#d-wave-a)");
  expect(drawn(tree)).toContain('aria-label="Sales disputes this"');
});

test("what is refuted stays in its place, struck out and without chips; so does what stands below it", () => {
  const tree = aTree([aWhy("1", { status: "refuted" }), aWhy("1.1")]);

  expect(node(tree, "1")).toMatchObject({ look: "refuted", words: "refuted", signs: null });
  expect(node(tree, "1.1")).toMatchObject({ look: "refuted", words: "above is refuted" });
  expect(drawn(tree).match(/line-through/g)).toHaveLength(2);
});

test("a live branch end without an ending says so", () => {
  expect(node(aTree([aWhy("1")]), "1")).toMatchObject({ glyph: "open", words: "no ending yet" });
});

test("how well a why is proved shows in four steps", () => {
  expect([0, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 1].map(stepsOfStrength)).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
  const contradicting = someEvidence({ stance: "contradicts" });
  const tree = aTree([aWhy("1", { evidence: [someEvidence({ type: "interview" }), contradicting] })]);

  expect(node(tree, "1")).toMatchObject({ strength: 2, contradicted: true });
  expect(drawn(tree)).toContain('href="#d-proof-2"');
});

test("a cross-link leads to what it says the same as, in this tree and in another", () => {
  const there = { id: "far", treeId: "other", text: "Far", status: "verified", ending: null } as const;
  const target = { ...there, live: true, endingHolds: false, hasWhysBelow: true };
  const same = { ending: "same_as" } as const;
  const whys = [aWhy("1", { ...same, sameAsId: "2" }), aWhy("2"), aWhy("3", { ...same, sameAsId: "far" })];

  const drawing = drawn(aTree(whys, { targets: [target as never] }));

  expect(drawing).toContain('class="d-same" href="../tree?why=2"');
  expect(drawing).toContain('class="d-same" href="../other?why=far"');
});

test("hostile words are only words in the drawing", () => {
  const text = `</text><script>alert(1)</script> "onload=" <a href='javascript:x'>`;
  const tree = aTree([aWhy("1", { text, ending: "escalated", endingBy: text })], { problem: text });

  const drawing = drawn(tree);

  expect(drawing).not.toMatch(/<script|<a href='|"onload=/);
  expect(drawing).toContain("&lt;script&gt;");
});

test("each box says its whole text, line by line, and a screen reader its place in the tree", () => {
  const text = "Leads are fetched from the CRM once a day, at seven in the morning, by the export";
  const tree = aTree([aWhy("1", { text }), aWhy("1.1")]);

  expect(node(tree, "1").lines.length).toBeGreaterThan(1);
  expect(node(tree, "1").lines.join("")).toBe(text);
  expect(drawn(tree).match(/aria-level="\d"/g)).toEqual(['aria-level="1"', 'aria-level="2"', 'aria-level="3"']);
  expect(drawn(tree).match(/tabindex="0"/g)).toHaveLength(1);
});

test("lines are broken at spaces, and inside a word only where it is longer than a line", () => {
  expect(linesOf("one two three", widthOf("one two "))).toEqual(["one two ", "three"]);
  const long = "x".repeat(30);
  expect(linesOf(`a ${long}`, widthOf("x".repeat(12))).join("")).toBe(`a ${long}`);
  expect(linesOf("", 100)).toEqual([""]);
  for (const line of linesOf("👩‍👩‍👧".repeat(9), 320)) expect(line).not.toMatch(/^\u200D|\u200D$/);
});

test("words without room end in an ellipsis", () => {
  expect(fitting("short", 1000)).toBe("short");
  expect(fitting("escalated: the whole board of directors", 900)).toMatch(/^escalated.*…$/);
  expect(widthOf(fitting("escalated: the whole board of directors", 900))).toBeLessThanOrEqual(900);
});

test("a tree of 5,000 whys is laid out and drawn in less than three seconds of a processor", () => {
  const whys = Array.from({ length: 5000 }, (_, at) =>
    aWhy(String(at + 1), { parentId: at < 10 ? null : String(Math.floor(at / 4)), text: `Cause number ${at}` }),
  );

  const before = process.cpuUsage();
  const drawing = drawn(aTree(whys));

  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(3000);
  expect(drawing.match(/role="treeitem"/g)).toHaveLength(5001);
});
