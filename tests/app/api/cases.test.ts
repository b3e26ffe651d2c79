import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/v1/cases/route";
import { GET } from "@/app/api/v1/trees/[tree]/route";
import { makeApiToken } from "@/lib/people/api-tokens";
import { aCase, aCaseWhy, caseWords, checksums, expected, publicCase } from "../../lib/portability/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

let world: World;
let token: string;
beforeAll(async () => {
  world = await aWorkspace(db);
  ({ token } = await makeApiToken(db, world.owner, { id: v7(), name: "Import" }));
});

const address = "http://localhost:3000/api/v1";
const withToken = (bearer: string) => ({ authorization: `Bearer ${bearer}`, "content-type": "application/json" });
const send = (body: BodyInit, bearer = token) =>
  POST(new Request(`${address}/cases`, { method: "POST", headers: withToken(bearer), body }), {
    params: Promise.resolve({}),
  });
const treeAt = (id: string, bearer = token) =>
  GET(new Request(`${address}/trees/${id}`, { headers: withToken(bearer) }), { params: Promise.resolve({ tree: id }) });

test("a case file is taken in, answers with what it made, and answers alike the second time", async () => {
  const first = await send(caseWords("gitlab-2017"));
  const second = await send(caseWords("gitlab-2017"));

  expect([first.status, second.status]).toEqual([201, 200]);
  const [made, found] = [await first.json(), await second.json()];
  expect(Object.keys(made).sort()).toEqual(["changed", "created", "findings", "incidents", "trees", "unchanged"]);
  expect(made).toMatchObject({ created: 43, changed: 0, unchanged: 0, findings: [] });
  expect(found).toEqual({ ...made, created: 0, unchanged: 43 });
});

test("a tree answers nested as in the file, with its summary", async () => {
  const file = publicCase("conveyor-2004");
  const { trees } = await (await send(JSON.stringify(file))).json();

  const answer = await treeAt(trees[0].id);

  expect(answer.status).toBe(200);
  const tree = await answer.json();
  const { also: _, ...counts } = expected.cases["conveyor-2004"]?.trees.thumb ?? { also: {} };
  expect(tree.summary).toEqual(counts);
  expect(tree).toMatchObject({
    problem: file.trees[0]?.problem,
    relationship: ["Fulfilment", "Safety"],
    settledAt: null,
    openEnds: [],
    incidents: [{ title: "An associate damaged his thumb", occurredOn: "2004-01-01" }],
  });
  const [why] = tree.whys[0].whys[0].whys;
  expect(why).toMatchObject({ key: "1.1.1", joint: "a", ending: null, holds: null, evidence: [{ type: "interview" }] });
  expect(why.whys[0]).toMatchObject({ key: "1.1.1.1", ending: "root_cause", holds: false, readBacks: [] });
  expect(why.whys[0].missing.map(({ code }: { code: string }) => code)).toEqual([
    "reach_unanswered",
    "removal_unanswered",
  ]);
});

test("a tree answers with what its wording brings up, each with its level where it stands", async () => {
  const below = aCaseWhy("1.1", { text: "An engineer deleted the list" });
  const whys = [aCaseWhy("1", { text: "Poor leads", whys: [below] })];
  const { trees } = await (await send(JSON.stringify(aCase("worded", whys)))).json();

  const { findings, whys: shown } = await (await treeAt(trees[0].id)).json();

  const [above] = shown;
  expect(findings).toEqual([
    { why: above.id, code: "vague_judgement", level: "warn", message: expect.any(String), settled: false },
    { why: above.whys[0].id, code: "person_named", level: "error", message: expect.any(String), settled: false },
  ]);
});

test("a broken file answers 422 with the place of each fault, and changes no row", async () => {
  const before = await checksums(db, world.workspace.id);
  const words = JSON.stringify(aCase("broken", [aCaseWhy("1"), aCaseWhy("1"), aCaseWhy("3.1")]));

  const answer = await send(words);

  expect(answer.status).toBe(422);
  expect(await answer.json()).toEqual({
    errors: [
      { path: "trees.0.whys.1.key", message: expect.any(String) },
      { path: "trees.0.whys.2.key", message: expect.stringContaining("missing") },
    ],
  });
  expect(await checksums(db, world.workspace.id)).toEqual(before);
});

test("a cross-link into a case that is not here is a fault with its place", async () => {
  const answer = await send(
    JSON.stringify(aCase("linked", [aCaseWhy("1", { ending: "same_as", sameAs: "elsewhere:wait/1" })])),
  );

  expect(answer.status).toBe(422);
  expect((await answer.json()).errors).toMatchObject([{ path: "trees.0.whys.0.sameAs" }]);
});

test("what is no JSON, no file, or too large is refused in words", async () => {
  for (const body of ["", "{", "null", "[]", " ".repeat(5_000_000)]) {
    const answer = await send(body);
    expect(answer.status).toBe(422);
    expect((await answer.json()).errors[0].message).toMatch(/\w+ \w+/);
  }
});

test("without a token, or with one of another workspace, nothing is there", async () => {
  const elsewhere = await aWorkspace(db);
  const { token: foreign } = await makeApiToken(db, elsewhere.owner, { id: v7(), name: "Import" });
  const { trees } = await (await send(caseWords("oil-puddle"))).json();

  expect((await send(caseWords("oil-puddle"), "nobody-nobody-nobody-nobody")).status).toBe(401);
  expect((await treeAt(trees[0].id, foreign)).status).toBe(404);
  expect((await treeAt("thumb")).status).toBe(404);
  expect((await treeAt("019a0000-0000-7000-8000-000000000000")).status).toBe(404);
});
