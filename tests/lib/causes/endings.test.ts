import { describe, expect, test } from "vitest";
import { endings } from "@/db/terms";
import { type CauseTree, type SameAsTarget, type TreeWhy, treeIndex } from "@/lib/causes/cause-tree";
import { endingFaults, endingHolds, holdingFaults, statusFaults } from "@/lib/causes/endings";
import { asRootCause, aTree, aWhy, context, someEvidence } from "./a-tree";
import { caseKeys, caseTrees } from "./case-trees";

/** Codes that block setting the ending, and those for which it does not hold, on the last of the whys. */
function judged(whys: TreeWhy[], given: Partial<CauseTree> = {}, more = {}) {
  const index = treeIndex(aTree(whys, given));
  const why = whys.at(-1) ?? aWhy("1");
  return {
    blocks: endingFaults(index, why, { ...context, ...more }).map((fault) => fault.code),
    lacks: holdingFaults(index, why, { ...context, ...more }).map((fault) => fault.code),
  };
}
const fine = { blocks: [], lacks: [] };
const both = (...codes: string[]) => ({ blocks: codes, lacks: codes });

describe("any ending", () => {
  test("a why without an ending has none to judge, and none that holds", () => {
    expect(judged([aWhy("1")])).toEqual(fine);
    expect(endingHolds(treeIndex(aTree([aWhy("1")])), aWhy("1"), context)).toBe(false);
  });

  test.each(endings)("%s cannot be set on a refuted why", (ending) => {
    const other = aWhy("1", asRootCause);
    const why = aWhy("2", { ...asRootCause, ending, status: "refuted", sameAsId: "1", evidence: [] });

    expect(judged([other, why]).blocks).toContain("refuted");
  });

  test.each(endings.filter((ending) => ending !== "root_cause"))("%s cannot stand above live whys", (ending) => {
    const below = (status: "hypothesis" | "refuted") =>
      judged([aWhy("2", asRootCause), aWhy("1.1", { status }), aWhy("1", { ending, sameAsId: "2" })]);

    expect(below("hypothesis").blocks).toContain("live_whys_below");
    expect(below("hypothesis").lacks).toContain("live_whys_below");
    expect(below("refuted").blocks).not.toContain("live_whys_below");
  });

  test("below a refuted line there is no branch to end", () => {
    expect(judged([aWhy("1", { status: "refuted" }), aWhy("1.1", { ending: "open_question" })]).blocks).toEqual([
      "not_live",
    ]);
  });

  test.each(endings)("%s on a text that blames: only an open question and a cross-link may be set", (ending) => {
    const why = aWhy("2", { ending, text: "The engineer forgot the stand-in", sameAsId: "1" });
    const { blocks } = judged([aWhy("1", asRootCause), why]);

    const free = ending === "open_question" || ending === "same_as";
    expect(blocks.includes("person_named")).toBe(!free);
    expect(blocks.includes("blame_word")).toBe(!free);
  });
});

describe("root cause", () => {
  const rootCause = (change: Partial<TreeWhy>) => judged([aWhy("1", { ...asRootCause, ...change })]);

  test("holds with status verified, category, entry, reach and removal", () => {
    expect(rootCause({})).toEqual(fine);
    expect(rootCause({ reach: "influence", removal: "reduces" })).toEqual(fine);
  });

  test("an inner why may be a root cause too", () => {
    expect(judged([aWhy("1.1", asRootCause), aWhy("1", asRootCause)])).toEqual(fine);
  });

  test.each([
    [{ status: "hypothesis" }, "not_verified"],
    [{ status: "unverifiable" }, "not_verified"],
    [{ category: null }, "no_category"],
    [{ rootCauseId: null }, "no_root_cause_entry"],
    [{ reach: null }, "reach_unanswered"],
    [{ reach: "outside" }, "reach_outside"],
    [{ removal: null }, "removal_unanswered"],
    [{ removal: "no_effect" }, "removal_no_effect"],
    [{ text: "He reached for his bag" }, "person_named"],
    [{ text: "Dana Reyes keeps the only list" }, "person_named"],
    [{ text: "The list was kept carelessly" }, "blame_word"],
  ] satisfies [Partial<TreeWhy>, string][])("%j is refused and does not hold", (change, code) => {
    expect(rootCause(change)).toEqual(both(code));
  });
});

describe("the other endings", () => {
  const pressure = { ending: "external_pressure", reach: "outside", endingNote: "We plan for it each May" } as const;
  const escalated = { ending: "escalated", endingBy: "C. Aubert", endingOn: "2026-03-02" } as const;
  const accepted = {
    ending: "accepted",
    endingBy: "C. Aubert",
    endingOn: "2026-09-01",
    endingNote: "Mending costs more than two late leads a year",
  } as const;

  test.each([
    [pressure, fine],
    [{ ...pressure, reach: null }, both("reach_unanswered")],
    [{ ...pressure, reach: "control" as const }, both("reach_not_outside")],
    [{ ...pressure, endingNote: "  " }, both("no_sentence")],
    [escalated, fine],
    [{ ...escalated, endingBy: null }, both("no_receiver")],
    [{ ...escalated, endingOn: null }, both("no_day")],
    [accepted, fine],
    [{ ...accepted, endingBy: "" }, both("no_sponsor")],
    [{ ...accepted, endingNote: null }, both("no_reason")],
    [{ ...accepted, endingOn: null }, both("no_review_day")],
  ] satisfies [Partial<TreeWhy>, object][])("%j", (ending, judgement) => {
    expect(judged([aWhy("1", ending)])).toEqual(judgement);
  });

  test("an open question may always be set; it holds once somebody investigates", () => {
    const question = aWhy("1", { ending: "open_question" });

    expect(judged([question])).toEqual({ blocks: [], lacks: ["no_investigation"] });
    expect(judged([{ ...question, openInvestigations: 1 }])).toEqual(fine);
  });

  test("words of blame written after an escalation close the gate on wording, the ending holds", () => {
    expect(judged([aWhy("1", { ...escalated, text: "The manager refused it" })]).lacks).toEqual([]);
  });
});

describe("the same as another why", () => {
  const link = (id: string, sameAsId: string | null) => aWhy(id, { ending: "same_as", sameAsId });

  test("holds when its target's ending holds", () => {
    expect(judged([aWhy("1", asRootCause), link("2", "1")])).toEqual(fine);
    const waiting = judged([aWhy("1", { ...asRootCause, reach: null }), link("2", "1")]);
    expect(waiting).toEqual({ blocks: [], lacks: ["same_as_open"] });
  });

  test("holds when its target has whys below, and waits when it has neither", () => {
    expect(judged([aWhy("1"), aWhy("1.1"), link("2", "1")])).toEqual(fine);
    expect(judged([aWhy("1"), link("2", "1")])).toEqual({ blocks: [], lacks: ["same_as_open"] });
  });

  test("does not hold when its target is refuted or stands below a refuted why", () => {
    const dead = { blocks: [], lacks: ["same_as_not_live"] };

    expect(judged([aWhy("1", { status: "refuted" }), link("2", "1")])).toEqual(dead);
    expect(judged([aWhy("1", { status: "refuted" }), aWhy("1.1", asRootCause), link("2", "1.1")])).toEqual(dead);
  });

  test("a target in another tree counts by what is known of it", () => {
    const target: SameAsTarget = {
      id: "far",
      treeId: "other",
      text: "Rules go by territory",
      status: "verified",
      ending: "root_cause",
      rootCauseId: "entry",
      live: true,
      endingHolds: true,
      hasWhysBelow: false,
    };
    const to = (change: Partial<SameAsTarget>) => judged([link("1", "far")], { targets: [{ ...target, ...change }] });

    expect(to({})).toEqual(fine);
    expect(to({ endingHolds: false }).lacks).toEqual(["same_as_open"]);
    expect(to({ endingHolds: false, hasWhysBelow: true })).toEqual(fine);
    expect(to({ live: false }).lacks).toEqual(["same_as_not_live"]);
    expect(to({ ending: "same_as" })).toEqual(both("same_as_chain"));
  });

  test("not as nothing, not as itself, not as another cross-link", () => {
    expect(judged([link("1", "gone")])).toEqual(both("same_as_missing"));
    expect(judged([link("1", null)])).toEqual(both("same_as_missing"));
    expect(judged([link("1", "1")]).blocks).toEqual(["same_as_itself"]);
    expect(judged([aWhy("1", asRootCause), link("2", "1"), link("3", "2")])).toEqual(both("same_as_chain"));
  });

  test("not while another why points here: that would make a chain from the other end", () => {
    expect(judged([aWhy("1", asRootCause), link("3", "2"), link("2", "1")]).blocks).toEqual(["same_as_chain"]);
    expect(judged([aWhy("1"), link("2", "1")], {}, { pointedAtElsewhere: true }).blocks).toEqual(["same_as_chain"]);
  });

  test("not where following whys down and cross-links across returns to the start", () => {
    const far: SameAsTarget = {
      id: "x",
      treeId: "other",
      text: "",
      status: "verified",
      ending: null,
      rootCauseId: null,
      live: true,
      endingHolds: false,
      hasWhysBelow: true,
    };
    const linksElsewhere = [
      { id: "x", parentId: null, sameAsId: null },
      { id: "y", parentId: "x", sameAsId: "1" },
    ];

    expect(judged([aWhy("1"), link("1.1", "1")]).blocks).toEqual(["same_as_leads_back"]);
    expect(judged([aWhy("1"), link("1.1", "x")], { targets: [far] }, { linksElsewhere }).blocks).toEqual([
      "same_as_leads_back",
    ]);
    expect(judged([aWhy("1"), aWhy("2"), link("2.1", "1")]).blocks).toEqual([]);
  });
});

describe("import", () => {
  for (const caseKey of caseKeys) {
    for (const { key, tree } of caseTrees(caseKey)) {
      test(`${caseKey}, tree ${key}: every ending breaks no rule; what the file cannot say stays unanswered`, () => {
        const index = treeIndex(tree);

        const faults = tree.whys.flatMap((why) => endingFaults(index, why, {}));

        expect(faults.filter((fault) => !fault.unanswered)).toEqual([]);
        if (tree.whys.some((why) => why.ending === "root_cause")) {
          expect(faults.map((fault) => fault.code)).toEqual(expect.arrayContaining(["reach_unanswered"]));
        }
      });
    }
  }

  test("a root cause that names a person, or has no category, breaks a rule", () => {
    const why = aWhy("1", { ...asRootCause, text: "Engineer deleted the wrong directory", category: null });

    const faults = endingFaults(treeIndex(aTree([why])), why, context);

    expect(faults.map(({ code, unanswered }) => [code, unanswered])).toEqual([
      ["person_named", false],
      ["no_category", false],
    ]);
  });
});

describe("status", () => {
  const supported = { evidence: [someEvidence()] };
  const contradicted = { evidence: [someEvidence({ stance: "contradicts" })] };
  const codes = (...deed: Parameters<typeof statusFaults>) => statusFaults(...deed).map((fault) => fault.code);

  test("verified needs evidence that supports", () => {
    expect(codes({ evidence: [] }, "verified", "We all know it")).toEqual(["no_supporting_evidence"]);
    expect(codes(contradicted, "verified", null)).toEqual(["no_supporting_evidence"]);
    expect(codes(supported, "verified", null)).toEqual([]);
  });

  test.each(["refuted", "unverifiable"] as const)("%s needs a reason, or evidence that contradicts", (status) => {
    expect(codes(supported, status, " ")).toEqual(["no_reason"]);
    expect(codes(supported, status, "The log shows otherwise")).toEqual([]);
    expect(codes(contradicted, status, null)).toEqual([]);
  });

  test("back to hypothesis needs nothing", () => {
    expect(codes({ evidence: [] }, "hypothesis", null)).toEqual([]);
  });
});
