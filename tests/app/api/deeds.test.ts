import { v7 } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { openApiDocument } from "@/app/api/v1/_deeds/openapi";
import { operations } from "@/app/api/v1/_deeds/operations";
import { GET as listImprovements, POST as planOne } from "@/app/api/v1/improvements/route";
import { POST as onIncident } from "@/app/api/v1/incidents/[incident]/[deed]/route";
import { GET as readIncident } from "@/app/api/v1/incidents/[incident]/route";
import { POST as onTree } from "@/app/api/v1/trees/[tree]/[deed]/route";
import { GET as readTree } from "@/app/api/v1/trees/[tree]/route";
import { GET as readWorkspace } from "@/app/api/v1/workspace/route";
import { verbsOn } from "../../support/activities";
import { ask as askAs, aToken } from "../../support/api";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

let mill: World;
let incidentId: string;
let marketing: string; // a token of each side
let sales: string;
beforeEach(async () => {
  mill = await aWorkspace(db);
  incidentId = await incidentRow(db, mill);
  [marketing, sales] = await Promise.all([aToken(db, mill.lead), aToken(db, mill.seller)]);
});

const ask = (handler: unknown, asked: Partial<Parameters<typeof askAs>[1]>) =>
  askAs(handler, { token: marketing, ...asked });

const onThisIncident = (deed: string, body: unknown, more: { token?: string; key?: string } = {}) =>
  ask(onIncident, { params: { incident: incidentId, deed }, body, ...more });
const openTree = () => onThisIncident("open-tree", { id: v7(), problem: "Web leads wait more than a day" });
const askedWhy = (text: string) => ({ id: v7(), parentId: null, afterId: null, text });

describe("a program", () => {
  test("walks from an incident to a why that both sides have signed", async () => {
    const { said: tree } = await openTree();
    const why = askedWhy("Leads are fetched once a day");
    const on = (deed: string, body: unknown, token = marketing) =>
      ask(onTree, { params: { tree: tree.id, deed }, body, token });

    expect((await on("ask-why", why)).status).toBe(200);
    for (const token of [marketing, sales])
      expect((await on("read-back", { whyId: why.id, answer: "agrees" }, token)).status).toBe(200);

    const { said } = await ask(readTree, { params: { tree: tree.id } });
    expect(said.whys[0]).toMatchObject({ text: why.text, side: "Marketing" });
    expect(said.whys[0].readBacks.map(({ side, answer }: { side: string; answer: string }) => [side, answer])).toEqual([
      ["Marketing", "agrees"],
      ["Sales", "agrees"],
    ]);
    const whole = await ask(readIncident, { params: { incident: incidentId } });
    expect(whole.said).toMatchObject({ stage: "analysing", trees: [{ id: tree.id, whys: 1 }] });
  });

  test("is told what is wrong at which field, and nothing has changed", async () => {
    const answer = await onThisIncident("write-perspective", { id: v7(), text: "" });

    expect(answer).toEqual({
      status: 422,
      said: { errors: [{ path: "text", message: "Say how it looked from your seat." }] },
    });
    expect(await verbsOn(db, incidentId)).toEqual([]);
  });

  test("cannot move a deed to another incident than the one in the address", async () => {
    const other = await incidentRow(db, mill);

    await onThisIncident("write-perspective", { id: v7(), incidentId: other, text: "From our seat" });

    expect(await verbsOn(db, incidentId)).toEqual(["perspective.written"]);
    expect(await verbsOn(db, other)).toEqual([]);
  });

  test("learns which deeds there are when it names an unknown one", async () => {
    for (const name of ["close", "constructor", "__proto__"]) {
      const { status, said } = await onThisIncident(name, {});
      expect(status, name).toBe(404);
      expect(said.errors[0].message).toContain("close-incident");
    }
  });

  test("finds the ids it needs", async () => {
    const { said } = await ask(readWorkspace, {});

    expect(said.teams.map(({ name }: { name: string }) => name)).toEqual(["Marketing", "Sales"]);
    expect(said.members).toContainEqual({
      id: mill.seller.id,
      name: "Jonas Lindqvist",
      role: "member",
      teamId: mill.sales,
    });
  });

  test("reads the improvements page by page", async () => {
    const plan = { relationshipId: mill.relationship.id, kind: "countermeasure" };
    const { status, said: planned } = await ask(planOne, { body: { ...plan, title: "Fetch them hourly" } });

    const { said } = await ask(listImprovements, { query: "phase=plan" });
    expect([status, said.improvements.map(({ id }: { id: string }) => id), said.next]).toEqual([
      201,
      [planned.id],
      null,
    ]);
    expect((await ask(listImprovements, { query: "after=yesterday" })).status).toBe(422);
    expect((await ask(listImprovements, { query: "fase=plan" })).status).toBe(422);
  });
});

describe("an Idempotency-Key", () => {
  const reason = { reason: "Not ours" };

  test("makes a repeated call answer as the first time, once done", async () => {
    const key = v7();
    const [first, second] = [
      await onThisIncident("withdraw-incident", reason, { key }),
      await onThisIncident("withdraw-incident", reason, { key }),
    ];

    expect([first.status, second.status]).toEqual([204, 204]);
    expect((await verbsOn(db, incidentId)).filter((verb) => verb === "incident.withdrawn")).toHaveLength(1);
  });

  test("gives back what was made", async () => {
    const form = { id: v7(), problem: "Web leads wait" };
    const [first, second] = [
      await onThisIncident("open-tree", form, { key: "a" }),
      await onThisIncident("open-tree", form, { key: "a" }),
    ];

    expect(second).toEqual(first);
  });

  test("is refused for something else, and is another member's own", async () => {
    await onThisIncident("withdraw-incident", reason, { key: "once" });

    expect((await onThisIncident("reopen-incident", reason, { key: "once" })).status).toBe(409);
    expect(
      (await onThisIncident("reopen-incident", reason, { key: "once", token: await aToken(db, mill.owner) })).status,
    ).toBe(204);
    expect((await onThisIncident("reopen-incident", reason, { key: "no key\u00fc" })).status).toBe(422);
  });

  test("is free again after a refusal", async () => {
    expect((await onThisIncident("withdraw-incident", { reason: "" }, { key: "again" })).status).toBe(422);
    expect((await onThisIncident("reopen-incident", reason, { key: "again" })).status).toBe(409);
    expect((await onThisIncident("withdraw-incident", reason, { key: "again" })).status).toBe(204);
  });
});

describe("the description of the API", () => {
  const document = openApiDocument("https://cause.example");

  test("names every operation once, with its fields as the doors read them", () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).toSorted());
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(operations.length);

    const asked = document.paths["/trees/{treeId}/ask-why"]?.post as {
      requestBody: { content: Record<string, { schema: { properties: object; required: string[] } }> };
    };
    const schema = asked.requestBody.content["application/json"]?.schema;
    expect(schema?.properties).toMatchObject({
      text: { type: "string", minLength: 1, maxLength: 500 },
      id: { type: "string" },
    });
    expect(schema?.properties).not.toHaveProperty("treeId");
    expect(schema?.required).toEqual(expect.arrayContaining(["id", "text"]));
  });

  test("leaves no field without a word on what it takes", () => {
    const bare = operations.flatMap(({ method, path, body }) => {
      const document_ = openApiDocument("https://cause.example").paths[path]?.[method.toLowerCase()] as {
        requestBody?: { content: Record<string, { schema: { properties?: Record<string, object> } }> };
      };
      const properties = document_.requestBody?.content["application/json"]?.schema.properties ?? {};
      return body
        ? Object.entries(properties)
            .filter(([, shape]) => Object.keys(shape).length === 0)
            .map(([name]) => `${path}: ${name}`)
        : [];
    });
    expect(bare).toEqual([]);
  });
});
