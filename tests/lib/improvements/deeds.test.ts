import { eq, inArray } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { causeTrees, checks, incidents, members, predictions, whys } from "@/db/schema";
import type { Verdict } from "@/db/terms";
import { findImprovement } from "@/lib/improvements/improvement-page";
import { abandonImprovement, adaptImprovement, giveVerdict, writeLearning } from "@/lib/improvements/judging";
import { writePrediction } from "@/lib/improvements/predicting";
import { countImprovements } from "@/lib/improvements/queries";
import { cancelImprovement, closeWithResult, markImplemented, startImprovement } from "@/lib/improvements/working";
import { addDays, todayOf } from "@/lib/text/days";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import {
  anImprovementToCheck,
  anIncidentWithCause,
  aPlan,
  aPrediction,
  aRootCause,
  aVerdict,
  implement,
  iterationsOf,
  judged,
  letTheWindowPass,
  seen,
  standing,
  verbsOf,
} from "./an-improvement";

const db = await testDatabase();

test("work does not start without what the plan asks for, each named at its field", async () => {
  const mill = await aWorkspace(db);
  const bare = { ownerId: null, dueOn: null, strength: null, rootCauseId: null };
  const improvementId = await aPlan(db, mill, bare);

  const start = startImprovement(db, mill.lead, await seen(db, improvementId));

  const named = ["whyIds", "ownerId", "dueOn", "strength", "measure", "fromLevel", "toLevel", "byDay", "method"];
  const all = [...named, "windowDays", "leastObservations", "checkerId"];
  const words = [expect.any(String)];
  await expect(start).rejects.toMatchObject({
    kind: "invalid",
    fields: Object.fromEntries(all.map((field) => [field, words])),
  });
  expect(await standing(db, improvementId)).toMatchObject({ phase: "plan" });
});

test("a containment starts with one sentence on what is expected and one on how it will be seen", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill, { kind: "containment", strength: null });
  const start = async () => startImprovement(db, mill.lead, await seen(db, improvementId));

  await expect(start()).rejects.toMatchObject({
    fields: { text: [expect.any(String)], checkPlan: [expect.any(String)] },
  });
  const nothing = { measure: null, fromLevel: null, toLevel: null, byDay: null, method: null, windowDays: null };
  await writePrediction(
    db,
    mill.lead,
    aPrediction(mill, improvementId, {
      ...nothing,
      leastObservations: null,
      checkerId: null,
      text: "No lead waits over the weekend.",
      checkPlan: "Count them on Monday.",
    }),
  );
  await start();

  expect(await standing(db, improvementId)).toMatchObject({ phase: "do" });
});

test("the checker is somebody of the other side than the owner's", async () => {
  const mill = await aWorkspace(db);
  const ownSide = await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing });
  for (const checkerId of [mill.lead.id, ownSide.id, mill.facilitator.id]) {
    const improvementId = await aPlan(db, mill);
    await writePrediction(db, mill.lead, aPrediction(mill, improvementId, { checkerId }));

    await expect(startImprovement(db, mill.lead, await seen(db, improvementId))).rejects.toMatchObject({
      fields: { checkerId: [expect.any(String)] },
    });
  }
});

test("work does not start while its owner or its checker has left", async () => {
  const mill = await aWorkspace(db);
  const [owner, checker] = [
    await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing }),
    await aMember(db, mill, { name: "Mira Sol", role: "member", teamId: mill.sales }),
  ];
  const improvementId = await aPlan(db, mill, { ownerId: owner.id });
  await writePrediction(db, mill.lead, aPrediction(mill, improvementId, { checkerId: checker.id }));
  await db
    .update(members)
    .set({ endedAt: new Date() })
    .where(inArray(members.id, [owner.id, checker.id]));

  const start = startImprovement(db, mill.lead, await seen(db, improvementId));

  await expect(start).rejects.toMatchObject({
    kind: "invalid",
    fields: { ownerId: [expect.stringContaining("has left")], checkerId: [expect.stringContaining("has left")] },
  });
});

test("starting twice at once starts once", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill);
  await writePrediction(db, mill.lead, aPrediction(mill, improvementId));
  const now = await seen(db, improvementId);

  const both = await Promise.allSettled([startImprovement(db, mill.lead, now), startImprovement(db, mill.lead, now)]);

  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { kind: "conflict" } });
  expect((await verbsOf(db, mill, improvementId)).filter((verb) => verb === "improvement.started")).toHaveLength(1);
});

test("a prediction cannot be changed after the start", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill);
  await writePrediction(db, mill.lead, aPrediction(mill, improvementId));
  await startImprovement(db, mill.lead, await seen(db, improvementId));

  const change = writePrediction(
    db,
    mill.lead,
    aPrediction(mill, improvementId, { predictionVersion: 1, toLevel: "20" }),
  );

  await expect(change).rejects.toMatchObject({ kind: "conflict" });
  expect(await iterationsOf(db, improvementId)).toMatchObject([{ toLevel: "under 12", startedAt: expect.any(Date) }]);
});

test("somebody who saw another prediction does not start this one", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill);
  await writePrediction(db, mill.lead, aPrediction(mill, improvementId));
  const before = await seen(db, improvementId);
  await writePrediction(db, mill.lead, aPrediction(mill, improvementId, { predictionVersion: 1, toLevel: "25" }));

  await expect(startImprovement(db, mill.lead, before)).rejects.toMatchObject({ kind: "conflict" });
});

test("in place needs evidence and a day between the start and today", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill);
  await writePrediction(db, mill.lead, aPrediction(mill, improvementId));
  const today = todayOf(mill.lead);
  const mark = async (implementedOn: string | null, implementation: string | null) =>
    markImplemented(db, mill.lead, { ...(await seen(db, improvementId)), implementedOn, implementation });

  await expect(mark(today, "The rule is on.")).rejects.toMatchObject({ kind: "conflict" }); // not started
  await startImprovement(db, mill.lead, await seen(db, improvementId));
  const words = [expect.any(String)];
  await expect(mark(null, null)).rejects.toMatchObject({ fields: { implementedOn: words, implementation: words } });
  await expect(mark(addDays(today, 1), "On.")).rejects.toMatchObject({ fields: { implementedOn: words } });
  await expect(mark(addDays(today, -1), "On.")).rejects.toMatchObject({ fields: { implementedOn: words } });
  await mark(today, "The rule is on.");

  expect(await standing(db, improvementId)).toMatchObject({ phase: "check", implementedOn: today });
  expect(await countImprovements(db, mill.lead, mill.relationship.id)).toMatchObject({
    inPlace: 1,
    judged: 0,
    effective: 0,
  });
});

test("a verdict comes from the other side: not from the owner, the owner's side, or somebody neutral", async () => {
  const mill = await aWorkspace(db);
  const ownSide = await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing });
  const improvementId = await anImprovementToCheck(db, mill);
  const verdict = await aVerdict(db, improvementId, "effective");

  for (const judge of [mill.lead, ownSide, mill.facilitator, mill.owner, mill.executive])
    await expect(giveVerdict(db, judge, verdict)).rejects.toMatchObject({ kind: "forbidden" });
  expect(await db.select().from(checks).where(eq(checks.improvementId, improvementId))).toEqual([]);
  await giveVerdict(db, mill.seller, verdict);

  expect(await standing(db, improvementId)).toMatchObject({ phase: "act" });
});

test("an owner who changes team after the start leaves the verdict where it was", async () => {
  const mill = await aWorkspace(db);
  const oldSide = await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing });
  const improvementId = await anImprovementToCheck(db, mill);
  const verdict = await aVerdict(db, improvementId, "effective");
  await db.update(members).set({ teamId: mill.sales }).where(eq(members.id, mill.lead.id));

  expect((await findImprovement(db, mill.seller, improvementId))?.ownerTeamId).toBe(mill.marketing);
  await expect(giveVerdict(db, oldSide, verdict)).rejects.toMatchObject({ kind: "forbidden" });
  await giveVerdict(db, mill.seller, verdict);

  expect(await standing(db, improvementId)).toMatchObject({ phase: "act" });
});

test("a neutral owner is checked by a member of either side, never by the owner", async () => {
  const mill = await aWorkspace(db);
  for (const judge of [mill.lead, mill.seller]) {
    const improvementId = await anImprovementToCheck(db, mill, { ownerId: mill.facilitator.id });
    const verdict = await aVerdict(db, improvementId, "effective");

    await expect(giveVerdict(db, mill.facilitator, verdict)).rejects.toMatchObject({ kind: "forbidden" });
    await giveVerdict(db, judge, verdict);

    expect(await standing(db, improvementId)).toMatchObject({ phase: "act" });
  }
});

test("two verdicts at once record one", async () => {
  const mill = await aWorkspace(db);
  const second = await aMember(db, mill, { name: "Mira Sol", role: "member", teamId: mill.sales });
  const improvementId = await anImprovementToCheck(db, mill);
  const [one, other] = [await aVerdict(db, improvementId, "effective"), await aVerdict(db, improvementId, "partly")];

  const both = await Promise.allSettled([giveVerdict(db, mill.seller, one), giveVerdict(db, second, other)]);

  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.select().from(checks).where(eq(checks.improvementId, improvementId))).toHaveLength(1);
  expect((await verbsOf(db, mill, improvementId)).filter((verb) => verb === "improvement.judged")).toHaveLength(1);
});

test("the same verdict sent twice is one verdict", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await anImprovementToCheck(db, mill);
  const verdict = await aVerdict(db, improvementId, "inconclusive");

  await giveVerdict(db, mill.seller, verdict);
  await giveVerdict(db, mill.seller, verdict);

  expect(await db.select().from(checks).where(eq(checks.improvementId, improvementId))).toHaveLength(1);
  expect((await iterationsOf(db, improvementId))[0]?.extensions).toBe(1);
});

test("“cannot tell yet” extends the window twice, then it has to be said", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await anImprovementToCheck(db, mill);
  const say = async (verdict: Verdict) => {
    await letTheWindowPass(db, mill, improvementId);
    await giveVerdict(db, mill.seller, await aVerdict(db, improvementId, verdict));
  };

  await say("inconclusive");
  await say("inconclusive");

  await expect(say("inconclusive")).rejects.toMatchObject({ fields: { verdict: [expect.any(String)] } });
  expect(await standing(db, improvementId)).toMatchObject({ phase: "check" });
  await say("partly");
  expect(await standing(db, improvementId)).toMatchObject({ phase: "act" });
});

test("a check on a stand-in for the outcome is partly effective at best", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await anImprovementToCheck(db, mill);

  const verdict = { ...(await aVerdict(db, improvementId, "effective")), standIn: true };

  await expect(giveVerdict(db, mill.seller, verdict)).rejects.toMatchObject({
    fields: { verdict: [expect.any(String)] },
  });
});

test("a containment takes no verdict; a result closes it", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await anImprovementToCheckOf("containment");
  const close = async (result: string | null) =>
    closeWithResult(db, mill.lead, { ...(await seen(db, improvementId)), result });

  await expect(giveVerdict(db, mill.seller, await aVerdict(db, improvementId, "effective"))).rejects.toMatchObject({
    kind: "invalid",
  });
  await expect(close(null)).rejects.toMatchObject({ fields: { result: [expect.any(String)] } });
  await close("12 leads were called on Monday.");

  expect(await standing(db, improvementId)).toMatchObject({
    phase: "closed",
    result: "12 leads were called on Monday.",
  });

  async function anImprovementToCheckOf(kind: "containment") {
    const id = await aPlan(db, mill, { kind, strength: null });
    await writePrediction(db, mill.lead, aPrediction(mill, id, { checkPlan: "Count them on Monday." }));
    await startImprovement(db, mill.lead, await seen(db, id));
    await implement(db, mill, id);
    return id;
  }
});

test("a countermeasure is not closed by a result", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await anImprovementToCheck(db, mill);

  const close = closeWithResult(db, mill.lead, { ...(await seen(db, improvementId)), result: "Fine." });

  await expect(close).rejects.toMatchObject({ kind: "conflict" });
});

test("adapting after a missed prediction keeps the old one and asks for a new one", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await judged(db, mill, "partly");

  const learning = "Nobody looks at noon.";
  await adaptImprovement(db, mill.lead, { ...(await seen(db, improvementId)), learning });

  expect(await standing(db, improvementId)).toMatchObject({
    phase: "plan",
    iteration: 2,
    dueOn: null,
    implementedOn: null,
    firstDueOn: "2026-12-01",
  });
  await expect(startImprovement(db, mill.lead, await seen(db, improvementId))).rejects.toMatchObject({
    fields: { measure: [expect.any(String)], dueOn: [expect.any(String)] },
  });
  await writePrediction(db, mill.lead, aPrediction(mill, improvementId, { toLevel: "under 16" }));
  const first = { iteration: 1, toLevel: "under 12", learning, implementedOn: addDays(todayOf(mill.lead), -90) };
  expect(await iterationsOf(db, improvementId)).toMatchObject([first, { iteration: 2, toLevel: "under 16" }]);
  expect((await findImprovement(db, mill.lead, improvementId))?.iterations).toMatchObject([
    { prediction: { iteration: 2 }, checks: [] },
    { prediction: { iteration: 1 }, checks: [{ verdict: "partly", sideId: mill.sales }] },
  ]);
});

test("abandoning keeps what was learned and the reason", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await judged(db, mill, "ineffective");

  const words = { learning: "The mailbox was not the point.", reason: "Another cause is more likely." };
  await abandonImprovement(db, mill.lead, { ...(await seen(db, improvementId)), ...words });

  expect(await standing(db, improvementId)).toMatchObject({ phase: "abandoned", endedReason: words.reason });
  expect(await iterationsOf(db, improvementId)).toMatchObject([{ learning: words.learning }]);
});

test("what was found effective is neither adapted nor abandoned; what it taught can be written", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await judged(db, mill, "effective");
  const learning = "A name beats a mailbox.";

  await expect(adaptImprovement(db, mill.lead, { ...(await seen(db, improvementId)), learning })).rejects.toMatchObject(
    { kind: "conflict" },
  );
  await expect(
    abandonImprovement(db, mill.lead, { ...(await seen(db, improvementId)), learning, reason: "Enough." }),
  ).rejects.toMatchObject({ kind: "conflict" });
  await writeLearning(db, mill.lead, { ...(await seen(db, improvementId)), learning });

  expect(await standing(db, improvementId)).toMatchObject({ phase: "act" });
  expect(await iterationsOf(db, improvementId)).toMatchObject([{ learning }]);
  expect(await countImprovements(db, mill.lead, mill.relationship.id)).toMatchObject({
    inPlace: 1,
    judged: 1,
    effective: 1,
  });
});

test("ineffective makes the verified whys of its root causes hypotheses again, and the trees tell it", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const one = await anIncidentWithCause(db, mill, rootCauseId);
  const two = await anIncidentWithCause(db, mill, rootCauseId);
  const other = await anIncidentWithCause(db, mill, await aRootCause(db, mill.lead));
  const improvementId = await anImprovementToCheck(db, mill, { rootCauseId });

  await giveVerdict(db, mill.seller, await aVerdict(db, improvementId, "ineffective"));

  const statusOf = async (id: string) =>
    (await db.select({ status: whys.status }).from(whys).where(eq(whys.id, id)))[0]?.status;
  expect(await statusOf(one.whyId)).toBe("hypothesis");
  expect(await statusOf(two.whyId)).toBe("hypothesis");
  expect(await statusOf(other.whyId)).toBe("verified");
  expect(await verbsOf(db, mill, one.treeId)).toEqual(["why.reconsidered"]);
  expect(await verbsOf(db, mill, other.treeId)).toEqual([]);
  expect((await verbsOf(db, mill, improvementId)).filter((verb) => verb === "improvement.judged")).toHaveLength(1);
});

test("the stage of an incident follows the improvement on its root cause", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const { incidentId, treeId } = await anIncidentWithCause(db, mill, rootCauseId);
  await db.update(causeTrees).set({ settledAt: new Date() }).where(eq(causeTrees.id, treeId));
  const stage = async () =>
    (await db.select({ stage: incidents.stage }).from(incidents).where(eq(incidents.id, incidentId)))[0]?.stage;

  const improvementId = await aPlan(db, mill, { rootCauseId });
  expect(await stage()).toBe("improving");
  await writePrediction(db, mill.lead, aPrediction(mill, improvementId));
  await startImprovement(db, mill.lead, await seen(db, improvementId));
  await implement(db, mill, improvementId);
  expect(await stage()).toBe("checking");
  await letTheWindowPass(db, mill, improvementId);
  await giveVerdict(db, mill.seller, await aVerdict(db, improvementId, "partly"));
  expect(await stage()).toBe("improving");
});

test("any open improvement can be cancelled for a reason, once", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill);
  const now = await seen(db, improvementId);
  const cancel = () => cancelImprovement(db, mill.lead, { ...now, reason: "The team was merged." });

  const both = await Promise.allSettled([cancel(), cancel()]);

  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await standing(db, improvementId)).toMatchObject({ phase: "cancelled", endedReason: "The team was merged." });
  await expect(
    cancelImprovement(db, mill.lead, { ...(await seen(db, improvementId)), reason: "Again." }),
  ).rejects.toMatchObject({ kind: "conflict" });
});

test("each deed leaves exactly one activity on the improvement", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await judged(db, mill, "partly");
  await writeLearning(db, mill.lead, { ...(await seen(db, improvementId)), learning: "Noon is blind." });
  await adaptImprovement(db, mill.lead, { ...(await seen(db, improvementId)), learning: "Noon is blind." });
  await cancelImprovement(db, mill.lead, { ...(await seen(db, improvementId)), reason: "Merged." });

  expect(await verbsOf(db, mill, improvementId)).toEqual([
    "improvement.planned",
    "improvement.predicted",
    "improvement.started",
    "improvement.implemented",
    "improvement.judged",
    "improvement.learned",
    "improvement.adapted",
    "improvement.cancelled",
  ]);
});

test("an unknown improvement does not exist for any deed", async () => {
  const mill = await aWorkspace(db);
  const unknown = { improvementId: v7(), version: 1 };
  const notFound = { kind: "not_found" };

  await expect(startImprovement(db, mill.lead, unknown)).rejects.toMatchObject(notFound);
  await expect(cancelImprovement(db, mill.lead, { ...unknown, reason: "No." })).rejects.toMatchObject(notFound);
  await expect(
    giveVerdict(db, mill.seller, {
      ...unknown,
      id: v7(),
      verdict: "partly",
      seen: "x",
      observations: 1,
      standIn: false,
    }),
  ).rejects.toMatchObject(notFound);
  expect(await findImprovement(db, mill.lead, unknown.improvementId)).toBeUndefined();
  expect(await findImprovement(db, mill.lead, "no-id")).toBeUndefined();
});

test("a refused start leaves the prediction open", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill, { dueOn: null });
  await writePrediction(db, mill.lead, aPrediction(mill, improvementId));

  await expect(startImprovement(db, mill.lead, await seen(db, improvementId))).rejects.toMatchObject({
    kind: "invalid",
  });

  const [prediction] = await db.select().from(predictions).where(eq(predictions.improvementId, improvementId));
  expect(prediction?.startedAt).toBeNull();
});
