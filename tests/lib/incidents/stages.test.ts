import { describe, expect, test } from "vitest";
import {
  closingFaults,
  endingWithoutAnalysisFaults,
  type ImprovementFact,
  type IncidentFacts,
  type RootCauseFact,
  stageOf,
} from "@/lib/incidents/stages";

const facts = (given: Partial<IncidentFacts> = {}): IncidentFacts => ({
  endedAs: null,
  trees: [],
  linkedToKnownCause: false,
  rootCauses: [],
  ...given,
});
const cause = (improvements: ImprovementFact[], accepted = false): RootCauseFact => ({
  text: "No one owns a web lead",
  accepted,
  improvements,
});
const planned: ImprovementFact = { kind: "countermeasure", phase: "plan", implementedOn: null, verdict: null };
const waiting: ImprovementFact = { ...planned, phase: "check", implementedOn: "2026-03-02" };
const effective: ImprovementFact = { ...waiting, phase: "act", verdict: "effective" };
const settled = [{ settled: true }];
const stageWith = (...improvements: ImprovementFact[]) =>
  stageOf(facts({ trees: settled, rootCauses: [cause(improvements)] }));

describe("the stage follows from what was done", () => {
  test("logged is reported; with a tree it is analysed; with a settled one, improved", () => {
    expect(stageOf(facts())).toBe("reported");
    expect(stageOf(facts({ trees: [{ settled: false }] }))).toBe("analysing");
    expect(stageOf(facts({ trees: [{ settled: false }, { settled: true }] }))).toBe("improving");
  });

  test("a link to a known root cause leads to improving, with a tree or without", () => {
    expect(stageOf(facts({ linkedToKnownCause: true }))).toBe("improving");
    expect(stageOf(facts({ linkedToKnownCause: true, trees: [{ settled: false }] }))).toBe("improving");
  });

  test("checking begins when everything that acts on the causes is implemented", () => {
    expect(stageWith()).toBe("improving");
    expect(stageWith(planned)).toBe("improving");
    expect(stageWith(waiting, planned)).toBe("improving");
    expect(stageWith(waiting)).toBe("checking");
    expect(stageWith(waiting, effective)).toBe("checking");
  });

  test("containment, investigation and detection neither begin checking nor hold it up", () => {
    expect(stageWith({ ...waiting, kind: "detection" })).toBe("improving");
    expect(stageWith(waiting, { ...planned, kind: "containment" }, { ...planned, kind: "investigation" })).toBe(
      "checking",
    );
  });

  test("a verdict of partly or ineffective leads back to improving, and so does a recurrence", () => {
    expect(stageWith(effective, { ...effective, verdict: "partly" })).toBe("improving");
    expect(stageWith({ ...effective, verdict: "ineffective" })).toBe("improving");
    expect(stageWith({ ...effective, phase: "plan" })).toBe("improving");
  });

  test("what was given up holds nothing up", () => {
    expect(stageWith(waiting, { ...planned, phase: "cancelled" })).toBe("checking");
    expect(stageWith({ ...effective, phase: "abandoned", verdict: "ineffective" })).toBe("improving");
  });

  test("once the last verdict is good it stays at checking until a person closes it", () => {
    expect(stageWith(effective)).toBe("checking");
    expect(stageOf(facts({ endedAs: "closed", trees: settled, rootCauses: [cause([planned])] }))).toBe("closed");
  });

  test.each(["closed", "withdrawn", "contained_only"] as const)("%s stays so whatever happens later", (endedAs) => {
    expect(stageOf(facts({ endedAs, trees: settled }))).toBe(endedAs);
  });
});

describe("closing", () => {
  const codes = (given: Partial<IncidentFacts>) => closingFaults(facts(given)).map((fault) => fault.code);

  test("needs every tree settled and every root cause mended effectively or accepted", () => {
    expect(codes({ trees: settled, rootCauses: [cause([effective]), cause([], true)] })).toEqual([]);
    expect(codes({ trees: [...settled, { settled: false }], rootCauses: [cause([effective])] })).toEqual([
      "tree_not_settled",
    ]);
    expect(codes({ trees: settled, rootCauses: [cause([effective]), cause([waiting])] })).toEqual(["root_cause_open"]);
  });

  test("only a countermeasure or a standard closes a root cause", () => {
    expect(codes({ trees: settled, rootCauses: [cause([{ ...effective, kind: "detection" }])] })).toEqual([
      "root_cause_open",
    ]);
    expect(
      codes({ trees: settled, rootCauses: [cause([{ ...effective, kind: "standard", phase: "closed" }])] }),
    ).toEqual([]);
  });

  test("an effective verdict of an earlier turn does not close a cause that came back", () => {
    expect(codes({ trees: settled, rootCauses: [cause([{ ...effective, phase: "plan" }])] })).toEqual([
      "root_cause_open",
    ]);
  });

  test("nothing closes without a known root cause, and nothing closes twice", () => {
    expect(codes({})).toEqual(["no_root_cause"]);
    expect(codes({ endedAs: "withdrawn" })).toEqual(["ended"]);
  });
});

describe("ending without analysis", () => {
  test("is for what is reported or being analysed, with a reason", () => {
    const codes = (given: Partial<IncidentFacts>, reason: string | null) =>
      endingWithoutAnalysisFaults(facts(given), reason).map((fault) => fault.code);

    expect(codes({}, "Logged twice")).toEqual([]);
    expect(codes({ trees: [{ settled: false }] }, "Logged twice")).toEqual([]);
    expect(codes({}, "  ")).toEqual(["no_reason"]);
    expect(codes({ trees: settled }, "Logged twice")).toEqual(["cause_known"]);
    expect(codes({ endedAs: "closed" }, "Logged twice")).toEqual(["ended"]);
  });
});
