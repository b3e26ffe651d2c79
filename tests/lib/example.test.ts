import { and, asc, eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  activity,
  causeTrees,
  checks,
  comments,
  improvements,
  incidentCosts,
  incidentRootCauses,
  incidents,
  members,
  mentions,
  predictions,
  rootCauseSeverities,
  rootCauses,
  users,
  wordingSettlements,
  workspaces,
} from "@/db/schema";
import { openPhases } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { branchEnds, treeIndex } from "@/lib/causes/cause-tree";
import { compareTrees } from "@/lib/causes/compare-trees";
import { endingFaults, endingHolds, statusFaults } from "@/lib/causes/endings";
import { errorFindings, placedFindings } from "@/lib/causes/finding";
import { isOneSidedDraft, settledMark, settlingFaults } from "@/lib/causes/gates";
import { groupBy } from "@/lib/causes/group-by";
import { loadTree } from "@/lib/causes/load-tree";
import { agreedByBothSides, disputedBy } from "@/lib/causes/read-back";
import { faultsIn } from "@/lib/causes/soundness";
import { treeContext } from "@/lib/causes/tree-context";
import { undoOnTree } from "@/lib/causes/undo";
import { listUnseenMentions } from "@/lib/comments/queries";
import { listChain } from "@/lib/cycles/chain";
import { listCycleImprovements } from "@/lib/cycles/cycle-improvements";
import { commitFaults } from "@/lib/cycles/cycle-rules";
import { stuckBecause } from "@/lib/cycles/huddle-view";
import { closeFaults } from "@/lib/cycles/moving";
import { findCycle, listPressures, listTurns } from "@/lib/cycles/queries";
import { listCycleWaits } from "@/lib/cycles/waiting";
import { openExample } from "@/lib/example/open-example";
import { findImprovement } from "@/lib/improvements/improvement-page";
import { implementFaults, isJudged, judgeFault, startFaults } from "@/lib/improvements/pdca";
import { costGroups } from "@/lib/incidents/cost-sums";
import { listCosts } from "@/lib/incidents/costs";
import { loadIncidentFacts } from "@/lib/incidents/incident-facts";
import { findIncident } from "@/lib/incidents/incident-page";
import { listIncidents } from "@/lib/incidents/queries";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { refreshStages } from "@/lib/incidents/stage-keeping";
import { closingFaults } from "@/lib/incidents/stages";
import { asMember, memberColumns } from "@/lib/people/member-row";
import { listRootCauses } from "@/lib/root-causes/queries";
import { listRelationships } from "@/lib/teams/queries";
import { dayIn, todayOf } from "@/lib/text/days";
import { listWaiting } from "@/lib/today/queries";
import { testDatabase } from "../support/database";
import { freshInstallation } from "../support/fresh";
import { aWorkspace } from "../support/worlds";
import { expectReplayed } from "./causes/replay-shown";

const db = await testDatabase();

let opened: { userId: string; path: string };
let jonas: Member;

async function memberNamed(name: string): Promise<Member> {
  const [row] = await db
    .select(memberColumns)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(workspaces.slug, "harbour"), eq(users.name, name)));
  if (!row) throw new Error(`The example knows no ${name}.`);
  return asMember(row);
}

beforeAll(async () => {
  await freshInstallation(db);
  opened = await openExample(db);
  jonas = await memberNamed("Jonas Lindqvist");
});

async function trees() {
  const found = await db
    .select({
      id: causeTrees.id,
      settledMark: causeTrees.settledMark,
      onlyCauseReason: causeTrees.onlyCauseReason,
    })
    .from(causeTrees)
    .where(eq(causeTrees.workspaceId, jonas.workspaceId));
  return Promise.all(
    found.map(async ({ id, settledMark: mark, onlyCauseReason }) => {
      const loaded = await loadTree(db, jonas, id);
      if (!loaded) throw new Error("A tree of the example cannot be loaded.");
      return { ...loaded, mark, onlyCauseReason, index: treeIndex(loaded.tree), context: treeContext(loaded) };
    }),
  );
}

const everyImprovement = async () => {
  const found = await db
    .select({ id: improvements.id })
    .from(improvements)
    .where(eq(improvements.workspaceId, jonas.workspaceId));
  return Promise.all(
    found.map(async ({ id }) => {
      const improvement = await findImprovement(db, jonas, id);
      if (!improvement) throw new Error("An improvement of the example cannot be found.");
      return improvement;
    }),
  );
};

test("the example opens as Jonas on an incident that went all the way", async () => {
  expect(opened.userId).toBe(jonas.userId);
  const incidentId = opened.path.match(/^\/w\/harbour\/incidents\/(.+)$/)?.[1] ?? "";

  const found = await findIncident(db, jonas, incidentId);

  expect(found?.incident.stage).toBe("closed");
  expect(found?.perspectives).toHaveLength(2);
  expect(found?.trees.map(({ settledAt }) => settledAt)).toEqual([expect.any(Date)]);
  expect(found?.history.map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(["incident.logged", "tree.opened", "tree.settled", "incident.closed"]),
  );
  const [mended] = (await everyImprovement()).filter(({ title }) => title === "The MQL rule has a fit criterion");
  expect(mended).toMatchObject({ phase: "act", iteration: 1, check: { verdict: "effective" } });
  expect(mended?.iterations[0]?.prediction).toMatchObject({ learning: expect.any(String), toLevel: "under 12%" });
  expect(found?.improvements.map(({ id }) => id)).toContain(mended?.id);
});

test("opening it again, or twice at once, gives one workspace", async () => {
  await freshInstallation(db);

  const [first, second] = await Promise.all([openExample(db), openExample(db)]);
  const third = await openExample(db);

  expect([second, third]).toEqual([first, first]);
  expect(await db.select({ name: workspaces.name }).from(workspaces)).toEqual([{ name: "Harbour Instruments" }]);
  opened = first;
  jonas = await memberNamed("Jonas Lindqvist");
});

test("nothing of it is seen from another workspace", async () => {
  const mill = await aWorkspace(db);

  expect((await listIncidents(db, mill.owner)).incidents).toEqual([]);
  expect((await listRootCauses(db, mill.owner)).causes).toEqual([]);
  expect(await findIncident(db, mill.owner, opened.path.split("/").at(-1) ?? "")).toBeUndefined();
});

test("it tells of two years, from both sides, in every stage", async () => {
  const all = await db.select().from(incidents).where(eq(incidents.workspaceId, jonas.workspaceId));
  const days = all.map(({ occurredOn }) => occurredOn).sort();

  expect(all.length).toBeGreaterThanOrEqual(55);
  expect(new Set(all.map(({ stage }) => stage)).size).toBe(7);
  expect(Date.parse(days.at(-1) ?? "") - Date.parse(days[0] ?? "")).toBeGreaterThan(700 * 86_400_000);
  const sides = [...new Set(all.map(({ sideId }) => sideId))];
  for (const side of sides) expect(all.filter(({ sideId }) => sideId === side).length).toBeGreaterThan(20);
});

describe("what its incidents cost", () => {
  const incidentTitled = async (title: string) => {
    const all = and(eq(incidents.workspaceId, jonas.workspaceId), eq(incidents.title, title));
    const [found] = await db.select({ id: incidents.id }).from(incidents).where(all);
    return found?.id ?? fail();
  };

  test("is written down for one in three, of web leads as their A3 tells it", async () => {
    const costly = await db
      .selectDistinct({ id: incidentCosts.incidentId })
      .from(incidentCosts)
      .where(eq(incidentCosts.workspaceId, jonas.workspaceId));
    const webLeads = await incidentTitled("37% of web leads wait more than a day for a first answer");

    const groups = costGroups(await listCosts(db, jonas, webLeads));

    expect(costly.length).toBeGreaterThanOrEqual(18);
    expect(groups).toMatchObject([{ unit: "money", currency: "EUR", low: 12_500, expected: 18_400, high: 25_700 }]);
  });

  test("is in the sums that charts read, which a fresh count finds right", async () => {
    const [counted] = await recountFriction(db, { repair: false });

    expect(counted).toEqual({ workspace: "harbour", incidents: expect.any(Number), shares: 0, weeks: [] });
    expect(counted?.incidents).toBeGreaterThanOrEqual(55);
  });

  test("has a gap beside it that says how much of it there was", async () => {
    const all = await db.select().from(incidents).where(eq(incidents.workspaceId, jonas.workspaceId));

    expect(all.filter(({ extent }) => !extent).map(({ title }) => title)).toEqual([]);
  });
});

describe("its cause trees", () => {
  test("are sound in every line: status, ending, group and cross-link", async () => {
    for (const { tree, index, context } of await trees()) {
      expect(await db.transaction((tx) => faultsIn(tx, jonas, tree.id))).toEqual(new Map());
      for (const why of index.inOrder) {
        expect(statusFaults(why, why.status, why.statusReason)).toEqual([]);
        expect(endingFaults(index, why, context)).toEqual([]);
        if (why.ending) expect(`${why.text}: ${endingHolds(index, why, context)}`).toBe(`${why.text}: true`);
      }
    }
  });

  test("name no person at the end of a branch", async () => {
    for (const { index } of await trees()) for (const why of branchEnds(index)) expect(errorFindings(why)).toEqual([]);
  });

  test("are settled only where both sides signed and every gate is open", async () => {
    const all = await trees();

    const settled = all.filter(({ settledAt }) => settledAt);
    expect(settled.length).toBeGreaterThanOrEqual(3);
    for (const { index, context, mark } of settled) {
      expect(settlingFaults(index, context)).toEqual([]);
      expect(mark).toBe(settledMark(index));
    }
    for (const { index, context } of all.filter(({ settledAt }) => !settledAt))
      expect(settlingFaults(index, context)).not.toEqual([]);
  });

  test("show a dispute, a joint group, a proposal, an escalation, a pressure, a refuted why, a one-sided draft", async () => {
    const all = await trees();
    const whys = all.flatMap(({ index }) => index.inOrder.map((why) => ({ index, why })));
    const [leads] = all.filter(({ tree }) => tree.problem.startsWith("37% of web leads"));

    expect(leads?.index.inOrder).toHaveLength(12);
    expect(leads?.index.inOrder.filter(({ joint }) => joint)).toHaveLength(2);
    expect(leads?.index.inOrder.filter(({ ending }) => ending === "root_cause")).toHaveLength(3);
    expect(whys.filter(({ index, why }) => disputedBy(index, why).length > 0)).toHaveLength(2);
    const proposed = ({ index, why }: (typeof whys)[number]) =>
      why.ending === "root_cause" && !agreedByBothSides(index, why);
    expect(whys.filter(proposed).length).toBeGreaterThanOrEqual(2);
    const endings = new Set(whys.map(({ why }) => why.ending));
    expect(endings).toEqual(
      new Set(["root_cause", "escalated", "external_pressure", "open_question", "accepted", "same_as", null]),
    );
    expect(whys.some(({ why }) => why.status === "refuted")).toBe(true);
    // One waits for a perspective, two are drawn by one side each.
    expect(all.filter(({ index, context }) => isOneSidedDraft(index, context))).toHaveLength(3);
  });

  test("were drawn apart for one incident: laid side by side they share one of two root causes", async () => {
    const [one, other] = (await trees()).filter(({ apartSideId }) => apartSideId);
    if (!one || !other) return fail();

    const { both, onlyOne, onlyOther, rootCauses: found } = compareTrees(one.index, other.index);

    expect(one.incidents.map(({ id }) => id)).toEqual(other.incidents.map(({ id }) => id));
    expect(new Set([one.apartSideId, other.apartSideId])).toEqual(new Set(one.tree.sideIds));
    expect(found).toEqual({ shared: 1, all: 2 });
    expect(both.map(({ because }) => because).sort()).toEqual(["alike", "same_entry"]);
    expect([onlyOne, onlyOther].every((whys) => whys.length > 0)).toBe(true);
  });

  test("say why a problem has one cause only, and why a hint was let stand", async () => {
    const all = await trees();

    for (const { index, onlyCauseReason } of all)
      expect(index.inOrder.filter(({ parentId }) => parentId === null).length === 1).toBe(Boolean(onlyCauseReason));
    expect(all.filter(({ onlyCauseReason }) => onlyCauseReason)).toHaveLength(1);
    const hints = all.flatMap(({ index }) => placedFindings(index)).filter(({ level }) => level === "warn");
    expect(hints.filter(({ settled }) => settled).map(({ code }) => code)).toEqual(["solution_as_cause"]);
    expect(hints.filter(({ settled }) => !settled).map(({ code }) => code)).toEqual(["side_generalised"]);
    expect(await db.$count(wordingSettlements, eq(wordingSettlements.workspaceId, jonas.workspaceId))).toBe(1);
  });

  test("can be replayed from the first deed to what stands today, in words for each", async () => {
    for (const { tree } of await trees()) {
      const { steps } = await expectReplayed(db, jonas, tree.id);
      expect(steps.filter(({ says }) => says.startsWith("did “"))).toEqual([]);
    }
  });

  test("let a member take back the latest deed of theirs", async () => {
    const [leads] = (await trees()).filter(({ tree }) => tree.problem.startsWith("37% of web leads"));
    const tomasz = await memberNamed("Tomasz Wolny");
    const rolledBack = new Error("only to see");

    const undoing = db.transaction(async (tx) => {
      const done = await undoOnTree(tx, tomasz, { treeId: leads?.tree.id ?? "" });
      expect(done.whyIds).toHaveLength(1);
      throw rolledBack;
    });

    await expect(undoing).rejects.toBe(rolledBack);
  });
});

test("each incident is in the stage that follows from what was done about it", async () => {
  const kept = () =>
    db
      .select({ id: incidents.id, stage: incidents.stage })
      .from(incidents)
      .where(eq(incidents.workspaceId, jonas.workspaceId))
      .orderBy(asc(incidents.id));
  const before = await kept();
  const recorded = await db.$count(activity, eq(activity.workspaceId, jonas.workspaceId));

  await db.transaction((tx) =>
    refreshStages(
      tx,
      jonas,
      before.map(({ id }) => id),
    ),
  );

  expect(await kept()).toEqual(before);
  expect(await db.$count(activity, eq(activity.workspaceId, jonas.workspaceId))).toBe(recorded);
  const facts = await loadIncidentFacts(
    db,
    jonas.workspaceId,
    before.map(({ id }) => id),
  );
  for (const { id } of before.filter(({ stage }) => stage === "closed"))
    expect(closingFaults({ ...(facts.get(id)?.facts ?? fail()), endedAs: null })).toEqual([]);
});

const fail = (): never => {
  throw new Error("An incident of the example has no facts.");
};

describe("its improvements", () => {
  test("stand in every phase, one abandoned, one cancelled, one in its second try", async () => {
    const all = await everyImprovement();

    const phases = all.map(({ phase }) => phase);
    for (const phase of [...openPhases, "closed", "abandoned", "cancelled"]) expect(phases).toContain(phase);
    expect(all.length).toBeGreaterThanOrEqual(15);
    expect(all.filter(({ iteration }) => iteration === 2)).toHaveLength(1);
  });

  test("were started with a prediction, put in place after that, and judged by the other side", async () => {
    const sideIds = (await trees())[0]?.tree.sideIds ?? fail();
    for (const one of await everyImprovement()) {
      const { kind, title, strength, ownerId, ownerTeamId: ownerSideId } = one;
      const links = { rootCauseIds: one.actsOn.map(({ id }) => id), whyIds: one.whys.map(({ id }) => id) };
      for (const { prediction, checks: found } of one.iterations) {
        const { startedAt, implementedOn, implementation, checkerTeamId: checkerSideId } = prediction;
        if (!startedAt) continue;
        const plan = { kind, title, strength, ownerId, ownerSideId, sideIds, ...links, phase: "plan" as const };
        expect(startFaults({ ...plan, dueOn: one.dueOn }, { ...prediction, checkerSideId })).toEqual([]);
        expect(prediction.writtenAt < startedAt).toBe(true);
        if (!implementedOn) continue;
        const day = dayIn(jonas.workspace.timeZone, startedAt);
        expect(day <= implementedOn).toBe(true);
        expect(implementFaults({ phase: "do", implementedOn, implementation, today: todayOf(jonas) })).toEqual([]);
        for (const { sideId: memberSideId, givenAt } of found) {
          expect(judgeFault({ ownerId, ownerSideId, sideIds, memberId: "another", memberSideId })).toBeNull();
          expect(implementedOn < dayIn(jonas.workspace.timeZone, givenAt)).toBe(true);
        }
      }
      if (one.phase === "act") expect(one.check?.verdict).toBe("effective");
      if (!isJudged(kind)) expect(one.check).toBeNull();
    }
    const own = await db
      .select({ id: checks.id })
      .from(checks)
      .innerJoin(improvements, eq(improvements.id, checks.improvementId))
      .where(and(eq(checks.workspaceId, jonas.workspaceId), eq(checks.givenById, improvements.ownerId)));
    expect(own).toEqual([]);
  });

  test("left out nothing: what is in place was predicted, and an open question is being looked into", async () => {
    const unwritten = await db
      .select({ title: improvements.title })
      .from(improvements)
      .leftJoin(predictions, eq(predictions.improvementId, improvements.id))
      .where(and(eq(improvements.workspaceId, jonas.workspaceId), isNull(predictions.id)));

    expect(unwritten.map(({ title }) => title).sort()).toEqual([
      "A second routing tool for web leads",
      "Answered leads count in the bonus",
    ]);
  });
});

test("the catalogue has a dozen causes and more, most seen several times, some again after something was done", async () => {
  const { causes } = await listRootCauses(db, jonas);

  expect(causes.length).toBeGreaterThanOrEqual(12);
  expect(causes.filter(({ incidents: seen }) => seen > 1).length).toBeGreaterThanOrEqual(12);
  const back = causes.filter(({ recurred }) => recurred > 0).map(({ text }) => text);
  expect(back.sort()).toEqual(["A rejection needs no reason code", "Sales sheets are written without a use case"]);
});

test("of its root causes one is accepted until a day to come, and one was merged into another", async () => {
  const all = await db.select().from(rootCauses).where(eq(rootCauses.workspaceId, jonas.workspaceId));
  const rated = await db
    .select()
    .from(rootCauseSeverities)
    .where(eq(rootCauseSeverities.workspaceId, jonas.workspaceId));

  const accepted = all.filter(({ acceptedAt }) => acceptedAt);
  const merged = all.filter(({ mergedIntoId }) => mergedIntoId);

  expect(accepted).toMatchObject([{ acceptedBy: "C. Aubert", acceptedReason: expect.any(String) }]);
  expect((accepted[0]?.acceptedReviewOn ?? "") > todayOf(jonas)).toBe(true);
  expect(merged.map(({ text }) => text)).toEqual(["A lead can be sent back without a word"]);
  const into = all.find(({ id }) => id === merged[0]?.mergedIntoId);
  expect(into).toMatchObject({ text: "A rejection needs no reason code", otherCategories: ["communication"] });
  expect(await db.$count(incidentRootCauses, eq(incidentRootCauses.rootCauseId, merged[0]?.id ?? ""))).toBe(0);
  expect(all.filter(({ trendNote }) => trendNote).length).toBeGreaterThanOrEqual(4);
  const years = groupBy(
    rated,
    ({ rootCauseId }) => rootCauseId,
    (each) => each,
  );
  expect([...years.values()].filter((of) => of.length > 1).length).toBeGreaterThanOrEqual(3);
});

test("people talk in it: whoever is named in a comment finds it on Today, unless they have answered", async () => {
  const said = await db.select().from(comments).where(eq(comments.workspaceId, jonas.workspaceId));
  const named = await db.select().from(mentions).where(eq(mentions.workspaceId, jonas.workspaceId));
  const ines = await memberNamed("Ines Okafor");

  const waiting = await listUnseenMentions(db, jonas);

  expect(said.length).toBeGreaterThanOrEqual(12);
  expect(named.length).toBe(4);
  expect(waiting).toMatchObject([
    { author: "Hanne Vogel", about: "37% of web leads wait more than a day for a first answer" },
  ]);
  expect(await listUnseenMentions(db, ines)).toEqual([]);
});

describe("its cycles", () => {
  const chain = async () => {
    const [first] = await listRelationships(db, jonas);
    return { relationship: first ?? fail(), turns: (await listChain(db, jonas, first?.id ?? "")).turns };
  };

  test("are one that was reviewed and closed, and one that both sides are in", async () => {
    const { turns } = await chain();

    expect(turns.map(({ phase }) => phase)).toEqual(["running", "closed"]);
    expect(turns.map(({ objectives }) => objectives.length)).toEqual([4, 3]);
    const [, last] = turns;
    expect(last?.review).toMatchObject({ verified: expect.any(String), learned: expect.any(String) });
    expect(last?.objectives.every(({ result }) => result)).toBe(true);
    expect(last?.leftOver.map(({ title, decision, times }) => [title, decision, times])).toEqual([
      ["The price list comes from one source", "continue", 1],
      ["Answered leads count in the bonus", "continue", 1],
    ]);
  });

  test("have whole objectives, agreed by both sides; one is being adapted, and waits for Sales", async () => {
    const { relationship, turns } = await chain();
    const waiting = await listCycleWaits(db, jonas);

    for (const { id, objectives } of turns) {
      const thrown = await listTurns(db, jonas, id);
      const planned = objectives.map((one) => ({
        ...one,
        turns: thrown.filter((turn) => turn.objectiveId === one.id),
      }));
      const adapting = planned.filter(({ decision }) => decision === "adapt");
      const open = commitFaults(planned, relationship.sides).map(({ message }) => message);
      expect(open).toEqual(adapting.map(({ title }) => `“${title}”: Sales has not agreed.`));
    }
    expect(waiting).toMatchObject([{ asks: "answer", title: "A web lead is called while it remembers asking" }]);
  });

  test("owe nothing that was left undecided, and show what moved and what is stuck", async () => {
    const { turns } = await chain();
    const [running, last] = turns.map(({ id }) => id);

    const [now, then] = [
      await listCycleImprovements(db, jonas, running ?? ""),
      await listCycleImprovements(db, jonas, last ?? ""),
    ];

    expect(await closeFaults(db, jonas, last ?? "")).toEqual([]);
    expect(then.total).toBe(5);
    expect(now.improvements.filter(({ carriedOver }) => carriedOver === 1)).toHaveLength(2);
    const stuck = now.improvements.flatMap((one) => stuckBecause(one, todayOf(jonas)) ?? []);
    expect(stuck.map(({ why }) => why).sort()).toEqual(["blocked", "check"]);
  });

  test("read the same pressures twice; one has moved, one is over", async () => {
    const { turns } = await chain();
    const cycle = (await findCycle(db, jonas, turns[0]?.id ?? "")) ?? fail();

    const pressing = await listPressures(db, jonas, cycle);

    expect(pressing.map(({ lastStrength, strength, isOver }) => [lastStrength, strength, isOver])).toEqual([
      [2, 4, false],
      [3, 4, false],
      [3, 3, false],
      [null, 3, false],
      [3, 2, true],
    ]);
  });
});

test("on Today it waits for Jonas: three to read back, a verdict, a next step, a perspective", async () => {
  const { readBacks, verdicts, nextSteps, silences } = await listWaiting(db, jonas);

  expect(readBacks.map(({ text, author }) => [text, author])).toEqual([
    ["Territories were drawn for field visits, before the web form existed", "Ines Okafor"],
    ["Marketing counts the day of the form, Sales the day of the hand-over", "Ines Okafor"],
    ["Launch news is sent to the list of last year’s launch team", "Priya Nair"],
  ]);
  expect(verdicts.map(({ title }) => title)).toEqual(["Each MQL goes to the person of the day"]);
  expect(nextSteps.map(({ title }) => title)).toContain("The stand-in rule is written into the routing table");
  expect(silences.map(({ title }) => title)).toEqual([
    "22% discount in the last week of the quarter undercut the campaign price",
  ]);
});

test("its history is in order, ends before now, and tells how each thing began", async () => {
  const found = await db
    .select()
    .from(activity)
    .where(eq(activity.workspaceId, jonas.workspaceId))
    .orderBy(asc(activity.sequence));

  expect(found.map(({ sequence }) => sequence)).toEqual(found.map((_deed, place) => place + 1));
  const moments = found.map(({ at }) => at.getTime());
  expect(moments).toEqual(moments.toSorted((one, other) => one - other));
  expect(moments.at(-1)).toBeLessThan(Date.now());
  const [workspace] = await db.select().from(workspaces).where(eq(workspaces.id, jonas.workspaceId));
  expect(workspace?.activitySequence).toBe(found.length);
  const began = new Map(found.toReversed().map(({ subjectId, verb }) => [subjectId, verb]));
  expect(new Set(began.values())).toEqual(
    new Set([
      "workspace.set_up",
      "team.added",
      "relationship.added",
      "root_cause.entered",
      "measure.created",
      "incident.logged",
      "tree.opened",
      "improvement.planned",
      "cycle.opened",
    ]),
  );
});
