import { v7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { GET as readComments } from "@/app/api/v1/comments/route";
import { POST as onImprovement } from "@/app/api/v1/improvements/[improvement]/[deed]/route";
import { POST as onRelationship } from "@/app/api/v1/relationships/[relationship]/[deed]/route";
import { GET as readRelationship } from "@/app/api/v1/relationships/[relationship]/route";
import { POST as onView } from "@/app/api/v1/views/[view]/[deed]/route";
import { GET as listViews, POST as saveView } from "@/app/api/v1/views/route";
import { POST as onWording } from "@/app/api/v1/wording/[deed]/route";
import { GET as readWording } from "@/app/api/v1/wording/route";
import { aPlan } from "../../lib/improvements/an-improvement";
import { ask, aToken } from "../../support/api";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

let mill: World;
let lead: string;
let seller: string;
beforeEach(async () => {
  mill = await aWorkspace(db);
  [lead, seller] = await Promise.all([aToken(db, mill.lead), aToken(db, mill.seller)]);
});

test("a card that lacks its prediction asks for it instead of moving", async () => {
  const improvement = await aPlan(db, mill);

  const answer = await ask(onImprovement, {
    token: lead,
    params: { improvement, deed: "move-improvement" },
    body: { to: "do", version: 1 },
  });

  expect(answer).toEqual({ status: 200, said: "asks" });
});

test("a lead says how many a lane is wanted to hold, and anybody reads it", async () => {
  const params = { relationship: mill.relationship.id };
  const limit = (body: object, token = lead) =>
    ask(onRelationship, { token, params: { ...params, deed: "limit-lane" }, body });

  expect((await limit({ phase: "do", most: 4 })).status).toBe(204);
  expect((await limit({ phase: "do", most: 9 }, seller)).status).toBe(403);

  expect((await ask(readRelationship, { token: seller, params })).said).toMatchObject({
    name: "Marketing and Sales",
    laneLimits: { do: 4 },
  });
  await limit({ phase: "do" });
  expect((await ask(readRelationship, { token: seller, params })).said.laneLimits).toEqual({});
});

test("a view is kept, shared and renamed, and what one keeps to oneself nobody else finds", async () => {
  const view = { id: v7(), page: "improvements", name: "Late", query: "overdue=1&nonsense=2" };
  expect((await ask(saveView, { token: lead, body: view })).status).toBe(201);
  const seen = async (token: string) => (await ask(listViews, { token, query: "page=improvements" })).said.views;
  const on = (deed: string, body: object) => ask(onView, { token: lead, params: { view: view.id, deed }, body });

  expect(await seen(lead)).toMatchObject([{ id: view.id, query: "overdue=1", isShared: false }]);
  expect(await seen(seller)).toEqual([]);
  expect((await on("share-view", { isShared: true })).status).toBe(204);
  expect((await on("rename-view", { name: "Overdue", version: 2 })).status).toBe(204);

  expect(await seen(seller)).toMatchObject([{ name: "Overdue", mayChange: false }]);
  expect((await ask(listViews, { token: lead, query: "page=elsewhere" })).status).toBe(422);
});

test("an owner makes a list of words the workspace's own, and goes back to the one that comes with the program", async () => {
  const owner = await aToken(db, mill.owner);
  const absolutes = async () => {
    const { said } = await ask(readWording, { token: owner });
    return said.languages[0].lists.find(({ list }: { list: string }) => list === "absolutes");
  };
  const shipped = await absolutes();
  const on = (deed: string, body: object, token = owner) => ask(onWording, { token, params: { deed }, body });
  const ofList = { language: "en", list: "absolutes" };

  expect((await on("change-word-list", { ...ofList, version: 0, words: "never ever" }, lead)).status).toBe(403);
  expect((await on("change-word-list", { ...ofList, version: 0, words: "never ever" })).status).toBe(204);
  expect(await absolutes()).toMatchObject({ words: ["never ever"], version: 1 });
  expect((await on("change-word-list", { ...ofList, version: 0, words: "always" })).status).toBe(409);
  expect((await on("restore-word-list", { ...ofList, version: 1 })).status).toBe(204);
  expect(await absolutes()).toEqual(shipped);
});

test("what was said about a thing is read as it was typed, and nothing of another workspace", async () => {
  const improvement = await aPlan(db, mill);
  const params = { improvement, deed: "write-comment" };
  const said = { id: v7(), text: "*Why* so late, @Jonas Lindqvist?" };
  expect((await ask(onImprovement, { token: lead, params, body: said })).status).toBe(204);
  const read = (token: string) => ask(readComments, { token, query: `on=improvement&subjectId=${improvement}` });

  const { comments, older } = (await read(seller)).said;

  expect(comments).toMatchObject([{ ...said, author: "Ines Okafor", sideId: mill.marketing, edited: false }]);
  expect(older).toBeNull();
  const stranger = await aToken(db, (await aWorkspace(db)).owner);
  expect((await read(stranger)).said).toEqual({ comments: [], older: null });
  expect((await ask(readComments, { token: lead, query: "on=everything" })).status).toBe(422);
});
