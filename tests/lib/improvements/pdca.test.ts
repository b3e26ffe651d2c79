import { describe, expect, test } from "vitest";
import { improvementKinds, type Phase, phases, type verdicts } from "@/db/terms";
import {
  cancelFaults,
  implementFaults,
  learningFaults,
  nextPhase,
  type PdcaStep,
  type PlannedImprovement,
  type Prediction,
  predictionIsOpen,
  resultFaults,
  standardFaults,
  startFaults,
  verdictFaults,
} from "@/lib/improvements/pdca";

const [marketing, sales] = ["side-m", "side-s"];
const planned: PlannedImprovement = {
  kind: "countermeasure",
  phase: "plan",
  title: "Route web leads by the hour",
  whyIds: [],
  rootCauseIds: ["cause"],
  ownerId: "owner",
  ownerSideId: marketing,
  sideIds: [marketing, sales],
  dueOn: "2026-04-01",
  strength: 3,
};
const predicted: Prediction = {
  text: null,
  measure: "Leads waiting more than a day",
  fromLevel: "37 %",
  toLevel: "10 %",
  byDay: "2026-06-30",
  method: "trend",
  windowDays: 90,
  leastObservations: 12,
  checkerId: "checker",
  checkerSideId: sales,
  checkPlan: null,
};
const fields = (faults: { field: string }[]) => faults.map((fault) => fault.field);
const start = (change: Partial<PlannedImprovement>, prediction: Partial<Prediction> = {}) =>
  fields(startFaults({ ...planned, ...change }, { ...predicted, ...prediction }));

describe("plan to do", () => {
  test("starts with a link, an owner, a due day, a prediction and a check plan", () => {
    expect(start({})).toEqual([]);
    expect(start({ rootCauseIds: [], whyIds: ["why"] })).toEqual([]);
  });

  test.each([
    [{ title: " " }, "title"],
    [{ rootCauseIds: [] }, "whyIds"],
    [{ ownerId: null, ownerSideId: null }, "ownerId"],
    [{ dueOn: null }, "dueOn"],
    [{ strength: null }, "strength"],
    [{ strength: 4 }, "strength"],
    [{ phase: "do" }, "phase"],
  ] satisfies [Partial<PlannedImprovement>, string][])("not with %j", (change, field) => {
    expect(start(change)).toEqual([field]);
  });

  test.each([
    [{ measure: null }, "measure"],
    [{ fromLevel: "" }, "fromLevel"],
    [{ toLevel: null }, "toLevel"],
    [{ byDay: null }, "byDay"],
    [{ method: null }, "method"],
    [{ windowDays: 0 }, "windowDays"],
    [{ leastObservations: 0.5 }, "leastObservations"],
    [{ checkerId: null, checkerSideId: null }, "checkerId"],
    [{ checkerSideId: marketing }, "checkerId"],
    [{ checkerSideId: null }, "checkerId"],
    [{ checkerId: "owner" }, "checkerId"],
  ] satisfies [Partial<Prediction>, string][])("not with a prediction with %j", (change, field) => {
    expect(start({}, change)).toEqual([field]);
  });

  test("without a prediction everything that is missing is named at its field", () => {
    expect(fields(startFaults({ ...planned, dueOn: null }, null))).toEqual([
      "dueOn",
      "measure",
      "fromLevel",
      "toLevel",
      "byDay",
      "method",
      "windowDays",
      "leastObservations",
      "checkerId",
    ]);
  });

  test("a detection needs no strength", () => {
    expect(start({ kind: "detection", strength: null })).toEqual([]);
    expect(start({ kind: "standard", strength: null })).toEqual(["strength"]);
  });

  test.each(["containment", "investigation"] as const)("%s needs one sentence each", (kind) => {
    const sentences = { text: "The rep on duty calls all waiting leads", checkPlan: "Count them on Friday" };

    expect(fields(startFaults({ ...planned, kind, strength: null }, null))).toEqual(["text", "checkPlan"]);
    expect(fields(startFaults({ ...planned, kind, strength: null }, { ...predicted, ...sentences }))).toEqual([]);
  });

  test("a prediction is open in plan and fixed from then on", () => {
    expect(phases.filter(predictionIsOpen)).toEqual(["plan"]);
  });
});

describe("do to check", () => {
  const done = {
    phase: "do" as Phase,
    implementedOn: "2026-03-02",
    implementation: "Rule 14 is live",
    today: "2026-03-02",
  };

  test("is implemented with a day that has come and something that shows it", () => {
    expect(implementFaults(done)).toEqual([]);
    expect(fields(implementFaults({ ...done, implementedOn: null }))).toEqual(["implementedOn"]);
    expect(fields(implementFaults({ ...done, implementedOn: "2026-03-03" }))).toEqual(["implementedOn"]);
    expect(fields(implementFaults({ ...done, implementation: " " }))).toEqual(["implementation"]);
    expect(fields(implementFaults({ ...done, phase: "plan" }))).toEqual(["phase"]);
  });
});

describe("the verdict", () => {
  const verdict = {
    ownerId: "owner",
    ownerSideId: marketing as string | null,
    sideIds: [marketing, sales] as const,
    memberId: "other",
    memberSideId: sales as string | null,
    phase: "check" as Phase,
    kind: "countermeasure" as const,
    extensions: 0,
    verdict: "effective" as const,
    seen: "Down from 37 % to 8 % since May",
  };
  const judged = (change: Partial<Parameters<typeof verdictFaults>[0]>) =>
    fields(verdictFaults({ ...verdict, ...change }));

  test("belongs to a member of the other side", () => {
    expect(judged({})).toEqual([]);
    expect(judged({ memberSideId: marketing })).toEqual(["by"]);
    expect(judged({ memberSideId: null })).toEqual(["by"]);
    expect(judged({ memberSideId: "operations" })).toEqual(["by"]);
  });

  test("never belongs to the owner, not even after changing sides", () => {
    expect(judged({ memberId: "owner", memberSideId: sales })).toEqual(["by"]);
  });

  test.each([null, "operations"])("with a neutral owner (%s) it belongs to any member of a side", (ownerSideId) => {
    expect(judged({ ownerSideId, memberSideId: marketing })).toEqual([]);
    expect(judged({ ownerSideId, memberSideId: sales })).toEqual([]);
    expect(judged({ ownerSideId, memberSideId: null })).toEqual(["by"]);
    expect(judged({ ownerSideId, memberSideId: "operations" })).toEqual(["by"]);
  });

  test("rests on a chart or a count", () => {
    expect(judged({ seen: null })).toEqual(["seen"]);
  });

  test("may be left open twice, by a longer window, and no more", () => {
    expect(judged({ verdict: "inconclusive", extensions: 1 })).toEqual([]);
    expect(judged({ verdict: "inconclusive", extensions: 2 })).toEqual(["verdict"]);
    expect(judged({ verdict: "partly", extensions: 2 })).toEqual([]);
  });

  test("on a stand-in for the outcome is partly at best", () => {
    expect(judged({ standIn: true })).toEqual(["verdict"]);
    expect(judged({ standIn: true, verdict: "partly" })).toEqual([]);
  });

  test("follows implementation, and is not for containment and investigation", () => {
    expect(judged({ phase: "do" })).toEqual(["phase"]);
    expect(judged({ phase: "act" })).toEqual(["phase"]);
    expect(judged({ kind: "containment" })).toEqual(["verdict"]);
    expect(judged({ kind: "investigation" })).toEqual(["verdict"]);
  });
});

describe("the ways out", () => {
  test("a containment is closed by its result, a countermeasure is not", () => {
    expect(resultFaults({ phase: "check", kind: "containment", result: "All 14 leads called" })).toEqual([]);
    expect(fields(resultFaults({ phase: "check", kind: "investigation", result: "" }))).toEqual(["result"]);
    expect(fields(resultFaults({ phase: "do", kind: "containment", result: "All called" }))).toEqual(["phase"]);
    expect(fields(resultFaults({ phase: "check", kind: "countermeasure", result: "Fine" }))).toEqual(["phase"]);
  });

  test("what missed its prediction teaches something before the next turn", () => {
    expect(learningFaults({ phase: "act", verdict: "partly", learning: "Alerts alone wear off" })).toEqual([]);
    expect(fields(learningFaults({ phase: "act", verdict: "ineffective", learning: null }))).toEqual(["learning"]);
    expect(fields(learningFaults({ phase: "act", verdict: "effective", learning: "Fine" }))).toEqual(["phase"]);
  });

  test("what was effective is closed as a standard that somebody keeps and has looked at", () => {
    const standard = {
      phase: "act" as Phase,
      verdict: "effective" as const,
      text: "Whoever is on duty calls each lead within two hours",
      ownerId: "owner",
      trainedRoles: "Inside sales",
      reviewOn: "2026-09-01",
      slipMeasure: "Leads waiting more than a day",
      firstReviewPassed: true,
    };

    expect(standardFaults(standard)).toEqual([]);
    expect(fields(standardFaults({ ...standard, trainedRoles: "", firstReviewPassed: false }))).toEqual([
      "trainedRoles",
      "firstReviewPassed",
    ]);
    expect(fields(standardFaults({ ...standard, phase: "check" }))).toEqual(["phase"]);
  });

  test("anything open may be cancelled, with a reason", () => {
    expect(cancelFaults({ phase: "check", reason: "The form was taken down" })).toEqual([]);
    expect(fields(cancelFaults({ phase: "plan", reason: " " }))).toEqual(["reason"]);
    expect(fields(cancelFaults({ phase: "closed", reason: "Late" }))).toEqual(["phase"]);
  });
});

describe("the phase after a step", () => {
  const phaseAfter = (
    phase: Phase,
    step: PdcaStep,
    kind = planned.kind,
    verdict: (typeof verdicts)[number] | null = null,
  ) => nextPhase({ kind, phase, verdict }, step);

  test("a countermeasure goes through plan, do, check and act to its standard", () => {
    expect(phaseAfter("plan", "start")).toBe("do");
    expect(phaseAfter("do", "implement")).toBe("check");
    expect(phaseAfter("check", "judge", "countermeasure", "effective")).toBe("act");
    expect(phaseAfter("act", "standardise", "countermeasure", "effective")).toBe("closed");
  });

  test("no step is skipped: each is there in its own phase alone", () => {
    const steps = (step: PdcaStep, verdict: (typeof verdicts)[number] | null) =>
      phases.filter((phase) => phaseAfter(phase, step, "countermeasure", verdict) !== null);

    expect(steps("start", null)).toEqual(["plan"]);
    expect(steps("implement", null)).toEqual(["do"]);
    expect(steps("judge", "effective")).toEqual(["check"]);
    expect(steps("standardise", "effective")).toEqual(["act"]);
    expect(steps("adapt", "partly")).toEqual(["act"]);
    expect(steps("abandon", "ineffective")).toEqual(["act"]);
    expect(steps("cancel", null)).toEqual(["plan", "do", "check", "act"]);
    expect(steps("reopen", "effective")).toEqual(["act", "closed"]);
  });

  test("an unclear verdict stays at check; a missed one goes round again or is given up", () => {
    expect(phaseAfter("check", "judge", "countermeasure", "inconclusive")).toBe("check");
    expect(phaseAfter("act", "adapt", "countermeasure", "partly")).toBe("plan");
    expect(phaseAfter("act", "abandon", "countermeasure", "ineffective")).toBe("abandoned");
    expect(phaseAfter("act", "standardise", "countermeasure", "partly")).toBeNull();
    expect(phaseAfter("act", "adapt", "countermeasure", "effective")).toBeNull();
  });

  test("a result closes what takes no verdict, and a verdict judges what does", () => {
    const reported = improvementKinds.filter((kind) => phaseAfter("check", "report", kind) === "closed");
    const judged = improvementKinds.filter((kind) => phaseAfter("check", "judge", kind, "effective") === "act");

    expect(reported).toEqual(["containment", "investigation"]);
    expect(judged).toEqual(["countermeasure", "detection", "standard"]);
  });
});
