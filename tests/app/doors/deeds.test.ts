import { beforeAll, describe, expect, test } from "vitest";
import { commentDeeds } from "@/app/api/v1/_deeds/comment-deeds";
import { cycleDeeds, objectiveDeeds } from "@/app/api/v1/_deeds/cycle-deeds";
import { improvementDeeds } from "@/app/api/v1/_deeds/improvement-deeds";
import { incidentDeeds } from "@/app/api/v1/_deeds/incident-deeds";
import { ledgerDeeds } from "@/app/api/v1/_deeds/ledger-deeds";
import { measureDeeds } from "@/app/api/v1/_deeds/measure-deeds";
import { rootCauseDeeds } from "@/app/api/v1/_deeds/root-cause-deeds";
import { treeDeeds } from "@/app/api/v1/_deeds/tree-deeds";
import { POST as onComment } from "@/app/api/v1/comments/[comment]/[deed]/route";
import { POST as onCycle } from "@/app/api/v1/cycles/[cycle]/[deed]/route";
import { POST as onImprovement } from "@/app/api/v1/improvements/[improvement]/[deed]/route";
import { POST as onIncident } from "@/app/api/v1/incidents/[incident]/[deed]/route";
import { POST as onLedger } from "@/app/api/v1/ledger/[line]/[deed]/route";
import { POST as onMeasure } from "@/app/api/v1/measures/[measure]/[deed]/route";
import { POST as onObjective } from "@/app/api/v1/objectives/[objective]/[deed]/route";
import { POST as onRootCause } from "@/app/api/v1/root-causes/[cause]/[deed]/route";
import { POST as onTree } from "@/app/api/v1/trees/[tree]/[deed]/route";
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
];
const doors = tables.flatMap(({ segment, deeds, post }) =>
  Object.entries(deeds).map(([name, { permission }]) => ({ segment, name, permission, post })),
);
/** The form action of the same deed, whose words fit. */
const asAction = (deed: string) => `${deed.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Action`;
const roles = ["owner", "lead", "member", "executive"] as const;

describe.each(doors)("POST …/{$segment}/$name", ({ segment, name, permission, post }) => {
  const call = async (token: string | undefined, body: unknown = {}) => {
    const request = new Request("http://localhost:3000/api", {
      method: "POST",
      headers: token ? { authorization: `Bearer ${token}` } : {},
      body: JSON.stringify(body),
    });
    return (await post(request, { params: Promise.resolve({ ...mill.params, deed: name }) })).status;
  };

  test("without a token it answers 401", async () => {
    expect(await call(undefined)).toBe(401);
  });

  test.each(roles)("its permission alone decides for a role: %s", async (role) => {
    const status = await call(mill.apiTokens[role]);
    if (may(role, permission)) expect([200, 204, 404, 409, 422]).toContain(status);
    else expect(status).toBe(403);
  });

  test("another workspace's token changes no row and finds nothing", async () => {
    const before = await rowsOf(db, mill);
    const status = await call(mill.strangersApiToken, mill.fields(asAction(name)));
    expect([404, 409, 422], segment).toContain(status);
    expect(await rowsOf(db, mill)).toEqual(before);
  });
});

test("whatever people can do to incidents, trees, root causes, improvements, cycles, measures, costs and comments, programs can do too", () => {
  // A line on Today and the full form log over POST /incidents, planning is POST /improvements, opening a cycle
  // is POST /cycles, following a figure POST /measures, entering its values POST …/readings, a line of the ledger POST /ledger; the rest serves a screen.
  const otherwise = [
    "log-line",
    "log-incident",
    "take-back",
    "plan-improvement",
    "open-cycle",
    "create-measure",
    "type-reading",
    "paste-readings",
    "add-friction",
    "suggest-people",
    "see-mention",
    "alike",
  ];
  const rooms =
    /^app\/w\/\[workspace\]\/(incidents|causes|root-causes|improvements|cycles|trends\/measures|trends\/cost|comments)\/(\[tree\]\/)?actions\.ts$/;
  const asDeed = (name: string) =>
    name.replace(/Action$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const done = actions.filter(({ file }) => rooms.test(file)).map(({ name }) => asDeed(name));

  expect(done.length).toBeGreaterThan(40);
  const offered = new Set([...otherwise, ...doors.map(({ name }) => name)]);
  expect(done.filter((name) => !offered.has(name))).toEqual([]);
});
