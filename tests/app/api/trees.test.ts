import { v7 } from "uuid";
import { expect, test } from "vitest";
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
