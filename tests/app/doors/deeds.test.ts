import { beforeAll, describe, expect, test } from "vitest";
import { commentDeeds } from "@/app/api/v1/_deeds/comment-deeds";
import { cycleDeeds, objectiveDeeds } from "@/app/api/v1/_deeds/cycle-deeds";
import { improvementDeeds } from "@/app/api/v1/_deeds/improvement-deeds";
import { incidentDeeds } from "@/app/api/v1/_deeds/incident-deeds";
import { ledgerDeeds } from "@/app/api/v1/_deeds/ledger-deeds";
import { measureDeeds } from "@/app/api/v1/_deeds/measure-deeds";
import { operations } from "@/app/api/v1/_deeds/operations";
import { relationshipDeeds } from "@/app/api/v1/_deeds/relationship-deeds";
import { rootCauseDeeds } from "@/app/api/v1/_deeds/root-cause-deeds";
import { shareDeeds } from "@/app/api/v1/_deeds/share-deeds";
import { treeDeeds } from "@/app/api/v1/_deeds/tree-deeds";
import { viewDeeds } from "@/app/api/v1/_deeds/view-deeds";
import { wordingDeeds } from "@/app/api/v1/_deeds/wording-deeds";
import { POST as onComment } from "@/app/api/v1/comments/[comment]/[deed]/route";
import { POST as onCycle } from "@/app/api/v1/cycles/[cycle]/[deed]/route";
import { POST as onImprovement } from "@/app/api/v1/improvements/[improvement]/[deed]/route";
import { POST as onIncident } from "@/app/api/v1/incidents/[incident]/[deed]/route";
import { POST as onLedger } from "@/app/api/v1/ledger/[line]/[deed]/route";
import { POST as onMeasure } from "@/app/api/v1/measures/[measure]/[deed]/route";
import { POST as onObjective } from "@/app/api/v1/objectives/[objective]/[deed]/route";
import { POST as onRelationship } from "@/app/api/v1/relationships/[relationship]/[deed]/route";
import { POST as onRootCause } from "@/app/api/v1/root-causes/[cause]/[deed]/route";
import { POST as onShare } from "@/app/api/v1/shares/[link]/[deed]/route";
import { POST as onTree } from "@/app/api/v1/trees/[tree]/[deed]/route";
import { POST as onView } from "@/app/api/v1/views/[view]/[deed]/route";
import { POST as onWording } from "@/app/api/v1/wording/[deed]/route";
import { may } from "@/lib/access/policy";
import { testDatabase } from "../../support/database";
import { aFullWorld, type FullWorld } from "./full-world";
import { rowsOf } from "./rows-of";
import { actions } from "./walk";

const db = await testDatabase();
let mill: FullWorld;
beforeAll(async () => {
  mill = await aFullWorld(db);
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const tables = [
  { segment: "incident", deeds: incidentDeeds, post: onIncident as Handler },
  { segment: "tree", deeds: treeDeeds, post: onTree as Handler },
  { segment: "cause", deeds: rootCauseDeeds, post: onRootCause as Handler },
  { segment: "improvement", deeds: improvementDeeds, post: onImprovement as Handler },
  { segment: "cycle", deeds: cycleDeeds, post: onCycle as Handler },
  { segment: "objective", deeds: objectiveDeeds, post: onObjective as Handler },
  { segment: "measure", deeds: measureDeeds, post: onMeasure as Handler },
  { segment: "line", deeds: ledgerDeeds, post: onLedger as Handler },
  { segment: "comment", deeds: commentDeeds, post: onComment as Handler },
  { segment: "relationship", deeds: relationshipDeeds, post: onRelationship as Handler },
  { segment: "link", deeds: shareDeeds, post: onShare as Handler },
  { segment: "view", deeds: viewDeeds, post: onView as Handler },
  { segment: "wording", deeds: wordingDeeds, post: onWording as Handler },
];
const doors = tables.flatMap(({ segment, deeds, post }) =>
  Object.entries(deeds).map(([name, { permission }]) => ({ segment, name, permission, post })),
);
/** The form action of the same deed, whose words fit. */
const asAction = (deed: string) => `${deed.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Action`;
const refusedByRole = "Your role in this workspace does not allow that.";
const roles = ["owner", "lead", "member", "executive"] as const;

describe.each(doors)("POST …/{$segment}/$name", ({ segment, name, permission, post }) => {
  const call = async (token: string | undefined, body: unknown = {}) => {
    const request = new Request("http://localhost:3000/api", {
      method: "POST",
      headers: token ? { authorization: `Bearer ${token}` } : {},
      body: JSON.stringify(body),
    });
    const answer = await post(request, { params: Promise.resolve({ ...mill.params, deed: name }) });
    return { status: answer.status, words: await answer.text() };
  };

  test("without a token it answers 401", async () => {
    expect((await call(undefined)).status).toBe(401);
  });

  test.each(roles)("its permission alone decides for a role: %s", async (role) => {
    const { status, words } = await call(mill.apiTokens[role]);
    const isRefused = status === 403 && words.includes(refusedByRole);
    expect(isRefused).toBe(!may(role, permission));
    // What is somebody else's own is refused in other words.
    expect([200, 204, 403, 404, 409, 422]).toContain(status);
  });

  test("another workspace's token changes no row and finds nothing", async () => {
    const before = await rowsOf(db, mill);
    const { status } = await call(mill.strangersApiToken, mill.fields(asAction(name)));
    // What every workspace has one of is changed at home, and only there.
    expect(segment === "wording" ? [204, 409, 422] : [404, 409, 422], segment).toContain(status);
    expect(await rowsOf(db, mill)).toEqual(before);
  });
});

/** What people do by a form and programs by another door than a deed of this name, or not at all, and why. */
const otherwise: Record<string, string> = {
  "log-line": "POST /incidents",
  "log-incident": "POST /incidents",
  "share-incident": "POST /incidents/{incidentId}/shares",
  "link-incident": "link-tree: the same command from the other end",
  "answer-step": "read-back: the same command, a step at a time",
  "plan-improvement": "POST /improvements",
  "open-cycle": "POST /cycles",
  "create-measure": "POST /measures",
  "type-reading": "POST /measures/{measureId}/readings",
  "paste-readings": "POST /measures/{measureId}/readings",
  "add-friction": "POST /ledger",
  "save-view": "POST /views",
  "suggest-people": "helps whoever types; GET /workspace has the names",
  alike: "helps whoever types; GET /incidents/{incidentId} has what was seen before",
  "choose-relationship": "what a browser shows first",
};
/** Rooms where people look after the installation, their own account or their own notices, by hand. */
const byHand = /^app\/w\/\[workspace\]\/(profile|notices|settings\/(teams|workspace|tokens|people|import|backup))\//;

const asDeed = (name: string) => name.replace(/Action$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const done = actions
  .filter(({ file, door }) => door === "memberAction" && file.startsWith("app/w/") && !byHand.test(file))
  .map(({ name }) => asDeed(name));

test("whatever people can do to what they work on, programs can do too", () => {
  const offered = new Set([...Object.keys(otherwise), ...doors.map(({ name }) => name)]);

  expect(done.length).toBeGreaterThan(90);
  expect(done.filter((name) => !offered.has(name))).toEqual([]);
});

test("what programs do by another door they can do there", () => {
  const there = new Set(operations.map(({ method, path }) => `${method} ${path}`));
  const named = Object.values(otherwise).flatMap((words) => words.match(/(?:GET|POST) \/[\w/{}-]+/g) ?? []);

  expect(named.filter((door) => !there.has(door))).toEqual([]);
  expect(Object.keys(otherwise).filter((name) => !done.includes(name))).toEqual([]);
});

test("a form asks for the same right as the deed of its name", () => {
  const asked = new Map(actions.map(({ name, permission }) => [asDeed(name), permission]));
  const other = doors.filter(({ name, permission }) => asked.has(name) && asked.get(name) !== permission);

  expect(other.map(({ name }) => name)).toEqual([]);
});
