import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { GET, POST } from "@/app/api/v1/incidents/route";
import { makeApiToken } from "@/lib/people/api-tokens";
import { verbsOn } from "../../support/activities";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
const address = "http://localhost:3000/api/v1/incidents";
const context = { params: Promise.resolve({}) };

let world: World;
let token: string;
beforeAll(async () => {
  world = await aWorkspace(db);
  token = await aToken(world);
});

const aToken = async (of: World) => (await makeApiToken(db, of.owner, { id: v7(), name: "Sensor" })).token;

const headers = (bearer: string) => ({ authorization: `Bearer ${bearer}`, "content-type": "application/json" });
const post = (body: unknown, bearer = token, more: Record<string, string> = {}) =>
  POST(
    new Request(address, { method: "POST", headers: { ...headers(bearer), ...more }, body: JSON.stringify(body) }),
    context,
  );
const list = (query = "", bearer = token) =>
  GET(new Request(`${address}?${query}`, { headers: headers(bearer) }), context);

describe("logging over the API", () => {
  test("one line is enough, and the same id again answers as the first time", async () => {
    const incident = { id: v7(), title: "Leads of Friday were called on Monday" };

    const [first, second] = [await post(incident), await post(incident)];

    expect([first.status, second.status]).toEqual([201, 200]);
    expect(await first.json()).toEqual(incident);
    expect(await second.json()).toEqual(incident);
    expect(await verbsOn(db, incident.id)).toEqual(["incident.logged"]);
  });

  test("without an id it gets one", async () => {
    const answer = await post({ title: "Without an id", severity: 2, noAgreedStandard: true });

    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      title: "Without an id",
    });
  });

  test("a retry with the same Idempotency-Key logs nothing twice; a key that is none is refused", async () => {
    const key = v7();
    const again = () => post({ title: "Logged once" }, token, { "idempotency-key": key });

    const [first, second] = [await again(), await again()];
    const other = await post({ title: "x" }, token, { "idempotency-key": "again" });

    expect([first.status, second.status, other.status]).toEqual([201, 200, 422]);
    expect(await second.json()).toMatchObject({ id: key });
    expect(await verbsOn(db, key)).toEqual(["incident.logged"]);
  });

  test.each([
    ["no title", {}, 422, "title"],
    ["1 MB of text", { title: "x", observed: "x".repeat(1_000_000) }, 422, ""],
    ["a long title", { title: "x".repeat(161) }, 422, "title"],
    ["NUL", { title: "a\0b" }, 422, "title"],
    ["a day to come", { title: "x", occurredOn: "2150-01-01" }, 422, "occurredOn"],
    ["an unknown relationship", { title: "x", relationshipId: v7() }, 404, "relationshipId"],
    ["a list", [1, 2], 422, ""],
    ["nothing", null, 422, ""],
  ])("%s is refused with its place", async (_name, body, status, path) => {
    const answer = await post(body);

    expect(answer.status).toBe(status);
    expect((await answer.json()).errors[0]).toMatchObject({ path, message: expect.any(String) });
  });

  test("a body that is no JSON is refused", async () => {
    const request = new Request(address, { method: "POST", headers: headers(token), body: "{title:" });

    expect((await POST(request, context)).status).toBe(422);
  });

  test("a stranger logs nothing", async () => {
    expect((await post({ title: "x" }, "no-token-of-this-workspace")).status).toBe(401);
    expect((await list("", "no-token-of-this-workspace")).status).toBe(401);
  });
});

describe("listing over the API", () => {
  test("pages lead on to the oldest incident, each once, and nothing tells who logged them", async () => {
    const mill = await aWorkspace(db);
    const bearer = await aToken(mill);
    const ids: string[] = [];
    for (let n = 0; n < 60; n++) ids.push(await incidentRow(db, mill, { occurredOn: "2026-02-01", anonymous: true }));

    const first = await (await list("", bearer)).json();
    const second = await (await list(`after=${first.older}`, bearer)).json();

    const seen = [...first.incidents, ...second.incidents].map(({ id }: { id: string }) => id);
    expect(seen).toEqual(ids.sort().reverse());
    expect([first.newer, second.older]).toEqual([null, null]);
    expect(JSON.stringify([first, second])).not.toContain(mill.lead.id);
  });

  test("filters narrow it; a filter that is none is refused instead of answering with everything", async () => {
    await incidentRow(db, world, { title: "Severe", severity: 4 });

    const severe = await (await list("severity=4")).json();
    const [wrong, unknown] = [await list("severity=9"), await list("sverity=4")];

    expect(severe.incidents.map(({ title }: { title: string }) => title)).toEqual(["Severe"]);
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect((await wrong.json()).errors[0].path).toBe("severity");
  });

  test("another workspace's token sees nothing of it", async () => {
    const depot = await aWorkspace(db);

    const answer = await (await list(`relationship=${world.relationship.id}`, await aToken(depot))).json();

    expect(answer.incidents).toEqual([]);
  });
});
