import { v7 } from "uuid";
import { expect, test } from "vitest";
import { GET as GET_REPLAY } from "@/app/api/v1/trees/[tree]/replay/route";
import { GET } from "@/app/api/v1/trees/[tree]/route";
import { makeApiToken } from "@/lib/people/api-tokens";
import { aTreeIn, aTreeReadyToSettle } from "../../lib/causes/at-a-tree";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

async function answerOf(world: World, treeId: string) {
  const { token } = await makeApiToken(db, world.owner, { id: v7(), name: "Robot" });
  const request = new Request(`http://localhost:3000/api/v1/trees/${treeId}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const answer = await GET(request, { params: Promise.resolve({ tree: treeId }) });
  return answer.json();
}

test("a tree says its score, part by part, and which gates are passed", async () => {
  const world = await aWorkspace(db);
  const { treeId } = await aTreeReadyToSettle(db, world);

  const { score, gates } = await answerOf(world, treeId);

  const points = Object.fromEntries(
    score.components.map((each: { code: string; points: number }) => [each.code, each]),
  );
  expect(points).toMatchObject({
    breadth: { points: 10, of: 10 },
    read_back: { points: 15, of: 15 },
    endings: { points: 15, of: 15 },
    evidence: { points: 10, of: 20 },
    follow_through: { points: 0, of: 5 },
  });
  const sum = score.components.reduce((total: number, each: { points: number }) => total + each.points, 0);
  expect(score).toMatchObject({ total: Math.floor(sum + 1e-9), band: "usable" });
  expect(gates.map(({ code, open }: { code: string; open: boolean }) => [code, open])).toEqual([
    ["no_root_cause", true],
    ["open_end", true],
    ["ending_does_not_hold", true],
    ["wording_error", true],
    ["one_sided", true],
  ]);
});

test("a closed gate says in words what keeps it closed, and holds the total", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead } = await aTreeIn(db, world);
  await lead.asks("Leads are fetched once a day");

  const { score, gates } = await answerOf(world, treeId);

  expect(score).toMatchObject({ band: "draft" });
  expect(gates).toContainEqual({ code: "open_end", open: false, message: "One branch has no ending." });
  expect(gates).toContainEqual({ code: "no_root_cause", open: false, message: "No branch ends in a root cause yet." });
});

test("a tree is told as one of its deeds left it, nested, with the deed in words", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead, seller } = await aTreeIn(db, world, "Leads wait");
  const a = await lead.asks("Fetched once a day");
  await seller.asks("Made for a monthly report", a);
  await lead.shows(a);
  const { token } = await makeApiToken(db, world.owner, { id: v7(), name: "Robot" });
  const told = async (query: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const request = new Request(`http://localhost:3000/api/v1/trees/${treeId}/replay${query}`, { headers });
    const answer = await GET_REPLAY(request, { params: Promise.resolve({ tree: treeId }) });
    return { status: answer.status, body: await answer.json() };
  };

  const { body } = await told("?at=3");

  expect(body).toMatchObject({ at: 3, deeds: 4, problem: "Leads wait", settled: false });
  expect(body.deed).toMatchObject({ by: "Jonas Lindqvist", side: "Sales", says: "asked why under" });
  expect(body.whys).toMatchObject([
    {
      text: "Fetched once a day",
      side: "Marketing",
      evidence: { supports: 0, contradicts: 0 },
      whys: [{ text: "Made for a monthly report", side: "Sales", whys: [] }],
    },
  ]);
  expect((await told("")).body.whys).toMatchObject([{ evidence: { supports: 1 } }]);
  expect((await told("?at=999")).body.at).toBe(4);
  expect((await told("?at=none")).status).toBe(422);
});
