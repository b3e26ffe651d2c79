import { describe, expect, test } from "vitest";
import { readCaseFile, readCaseText } from "@/lib/portability/case-file";
import { aCase, aCaseWhy, caseKeys, caseWords, publicCase } from "./cases";

// biome-ignore lint/suspicious/noExplicitAny: a broken file has no shape
type Broken = any;

/** The faults of the gitlab case after it was broken. */
function faultsOf(breakIt: (json: Broken) => void) {
  const json = structuredClone(publicCase("gitlab-2017"));
  breakIt(json);
  return readCaseFile(JSON.parse(JSON.stringify(json))).faults;
}
const placesOf = (breakIt: (json: Broken) => void) => faultsOf(breakIt)?.map(({ path }) => path);

test.each(caseKeys)("%s is a case file", (key) => {
  expect(readCaseText(caseWords(key)).faults).toBeUndefined();
});

describe("a broken file is refused, with the place of each fault", () => {
  const first = "trees.0.whys.0";
  const table: [string, (json: Broken) => void, string[]][] = [
    ["another format", (json) => Object.assign(json, { format: "common-cause/case@2" }), ["format"]],
    ["no key", (json) => delete json.key, ["key"]],
    ["a key that is no slug", (json) => Object.assign(json, { key: "Git Lab" }), ["key"]],
    ["an unknown field", (json) => Object.assign(json.trees[0].whys[0], { necessary: "yes" }), [`${first}.necessary`]],
    ["a missing field", (json) => delete json.trees[0].whys[0].joint, [`${first}.joint`]],
    ["a wrong status", (json) => Object.assign(json.trees[0].whys[0], { status: "sure" }), [`${first}.status`]],
    ["a wrong kind", (json) => Object.assign(json.trees[0].whys[0], { kind: "cause" }), [`${first}.kind`]],
    [
      "a wrong category",
      (json) => Object.assign(json.trees[0].whys[0].whys[1], { category: "x" }),
      [`${first}.whys.1.category`],
    ],
    [
      "a wrong evidence type",
      (json) => Object.assign(json.trees[0].whys[0].evidence[0], { type: "hearsay" }),
      [`${first}.evidence.0.type`],
    ],
    ["two joint letters", (json) => Object.assign(json.trees[0].whys[0], { joint: "ab" }), [`${first}.joint`]],
    ["severity in words", (json) => Object.assign(json.incidents[0], { severity: "4" }), ["incidents.0.severity"]],
    ["severity 5", (json) => Object.assign(json.incidents[0], { severity: 5 }), ["incidents.0.severity"]],
    [
      "30 February",
      (json) => Object.assign(json.incidents[0], { occurredOn: "2017-02-30" }),
      ["incidents.0.occurredOn"],
    ],
    [
      "approximately: false",
      (json) => Object.assign(json.incidents[0], { occurredApproximately: false }),
      ["incidents.0.occurredApproximately"],
    ],
    ["three teams", (json) => json.relationship.push("Finance"), ["relationship"]],
    [
      "one team twice",
      (json) => Object.assign(json, { relationship: ["Support", "support"] }),
      ["relationship.1", "incidents.0.side"],
    ],
    [
      "a side that is no team of it",
      (json) => Object.assign(json.incidents[0], { side: "Sales" }),
      ["incidents.0.side"],
    ],
    [
      "a side of evidence that is no team of it",
      (json) => Object.assign(json.trees[0].whys[0].evidence[0], { side: "Sales" }),
      [`${first}.evidence.0.side`],
    ],
    ["an incident's key twice", (json) => json.incidents.push(json.incidents[0]), ["incidents.1.key"]],
    ["a tree's key twice", (json) => json.trees.push({ ...json.trees[0], whys: [] }), ["trees.2.key"]],
    ["an improvement's key twice", (json) => json.improvements.push(json.improvements[0]), ["improvements.6.key"]],
    [
      "a why's key twice",
      (json) => json.trees[1].whys.push({ ...json.trees[1].whys[0], whys: [] }),
      ["trees.1.whys.1.key"],
    ],
    [
      "a missing parent",
      (json) => Object.assign(json.trees[1].whys[0].whys[0].whys[0], { key: "1.4.1" }),
      ["trees.1.whys.0.whys.0.whys.0.key", "improvements.4.whys.0"],
    ],
    ["keys out of order", (json) => json.trees[0].whys[0].whys.reverse(), [`${first}.whys.1.key`]],
    ["an unknown incident", (json) => Object.assign(json.trees[0], { incidents: ["other"] }), ["trees.0.incidents.0"]],
    [
      "an unknown why of an improvement",
      (json) => Object.assign(json.improvements[0], { whys: ["outage/9"] }),
      ["improvements.0.whys.0"],
    ],
    [
      "a why of an improvement twice",
      (json) => Object.assign(json.improvements[0], { whys: ["outage/1", "outage/1"] }),
      ["improvements.0.whys.1"],
    ],
    [
      "same_as without a target",
      (json) => Object.assign(json.trees[1].whys[0].whys[2], { sameAs: null }),
      ["trees.1.whys.0.whys.2.sameAs"],
    ],
    [
      "a target without same_as",
      (json) => Object.assign(json.trees[1].whys[0].whys[2], { ending: null }),
      ["trees.1.whys.0.whys.2.sameAs"],
    ],
    [
      "a target that is not there",
      (json) => Object.assign(json.trees[1].whys[0].whys[2], { sameAs: "outage/9" }),
      ["trees.1.whys.0.whys.2.sameAs"],
    ],
    [
      "a category without root cause",
      (json) => Object.assign(json.trees[0].whys[0], { category: "role" }),
      [`${first}.category`],
    ],
    ["strength 4", (json) => Object.assign(json.improvements[0], { strength: 4 }), ["improvements.0.strength"]],
    ["an empty title", (json) => Object.assign(json.incidents[0], { title: "  " }), ["incidents.0.title"]],
    [
      "a title of 161 characters",
      (json) => Object.assign(json.incidents[0], { title: "x".repeat(161) }),
      ["incidents.0.title"],
    ],
    [
      "a why of 501 characters",
      (json) => Object.assign(json.trees[0].whys[0], { text: "x".repeat(501) }),
      [`${first}.text`],
    ],
    [
      "1 MB of text",
      (json) => Object.assign(json.incidents[0], { observed: "x".repeat(1_000_000) }),
      ["incidents.0.observed"],
    ],
    ["NUL", (json) => Object.assign(json.trees[0], { problem: "a\0b" }), ["trees.0.problem"]],
    [
      "half a surrogate pair",
      (json) => Object.assign(json.improvements[0], { result: "\ud83d" }),
      ["improvements.0.result"],
    ],
    [
      "two faults",
      (json) => {
        json.trees[0].whys[0].kind = 1;
        json.title = null;
      },
      ["title", `${first}.kind`],
    ],
  ];
  test.each(table)("%s", (_name, breakIt, places) => {
    expect(placesOf(breakIt)).toEqual(places);
  });

  test.each([[null], [[]], ["case"], [7], [{}]])("%j", (value) => {
    expect(readCaseFile(value).faults?.length).toBeGreaterThan(0);
  });

  test("what is no JSON", () => {
    expect(readCaseText('{"format": ').faults).toMatchObject([
      { path: "", message: expect.stringMatching(/not JSON/) },
    ]);
  });

  test("fields by the names of an object's own workings", () => {
    const words = JSON.stringify(publicCase("oil-puddle")).replace(
      "{",
      '{"__proto__": {"key": "x"}, "constructor": 1, ',
    );

    expect(readCaseText(words).faults?.map(({ path }) => path)).toEqual(["__proto__", "constructor"]);
  });

  test("more faults than anybody reads", () => {
    const faults = faultsOf((json) => {
      json.improvements = Array.from({ length: 500 }, () => ({}));
    });

    expect(faults).toHaveLength(101);
    expect(faults?.at(-1)?.message).toMatch(/^And [\d,]+ more faults\.$/);
  });
});

const chain = (depth: number) => {
  const keyAt = (level: number) => Array.from({ length: level }, () => "1").join(".");
  let whys: ReturnType<typeof aCaseWhy>[] = [];
  for (let level = depth; level > 0; level--) whys = [aCaseWhy(keyAt(level), { whys })];
  return whys;
};

describe("size", () => {
  test("a tree of 50 whys in a line is taken, the 51st is named", () => {
    expect(readCaseFile(aCase("deep", chain(50))).faults).toBeUndefined();

    const { faults } = readCaseFile(aCase("deep", chain(51)));
    expect(faults).toEqual([
      { path: `trees.0.whys${".0.whys".repeat(50)}.0`, message: "A tree is at most 50 whys deep." },
    ]);
  });

  test("a tree of 5,000 whys is taken, one of 5,001 is not", () => {
    const whys = (many: number) => Array.from({ length: many }, (_, at) => aCaseWhy(`${at + 1}`));

    expect(readCaseFile(aCase("wide", whys(5000))).faults).toBeUndefined();
    expect(readCaseFile(aCase("wide", whys(5001))).faults).toEqual([
      { path: "trees.0.whys", message: "A tree holds at most 5,000 whys." },
    ]);
  });

  test("nesting of a hundred thousand levels ends in words", () => {
    const words = JSON.stringify(aCase("deep", [])).replace(
      '"whys":[]',
      `"whys":${'[{"whys":'.repeat(100_000)}[]${"}]".repeat(100_000)}`,
    );

    expect(readCaseText(words).faults).toHaveLength(1);
  });
});

test("emoji, right-to-left text and line breaks are kept", () => {
  const text = "العميل ينتظر 🕰️ — “why?”";
  const { file } = readCaseFile(
    aCase("words", [aCaseWhy("1", { text })], { source: { name: text, year: null, note: `${text}\r\n${text}` } }),
  );

  expect(file?.trees[0]?.whys[0]?.text).toBe(text);
  expect(file?.source.note).toBe(`${text}\n${text}`);
});
