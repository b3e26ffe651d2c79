import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { adoptEngine, closeDatabase, type Database } from "@/db/client";
import { migrate } from "@/db/migrate";
import { noRoom } from "@/db/room";
import { keepApiToken } from "@/lib/people/api-tokens";
import { startSession } from "@/lib/people/sessions";
import { newToken } from "@/lib/people/tokens";
import { aWorkspace, type World } from "../../support/worlds";
import { load } from "./passing";
import { rowsOf } from "./rows-of";
import { comeAs } from "./visitor";

const folder = mkdtempSync(join(tmpdir(), "common-cause-room-"));
const token = newToken();
let db: Database;
let mill: World;

beforeAll(async () => {
  // The embedded database, also where the other tests have a server.
  const engine = { kind: "pglite", client: new PGlite(join(folder, "pgdata")) } as const;
  await migrate(engine);
  db = adoptEngine(engine);
  mill = await aWorkspace(db);
  await keepApiToken(db, mill.owner, { id: mill.workspace.id, name: "robot", token });
  comeAs(await startSession(db, mill.owner.userId));
  // No disk has as much free as this asks for.
  vi.stubEnv("LEAST_FREE_MB", "1000000000");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeDatabase();
  await rm(folder, { recursive: true });
});

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;
const call = async (name: "GET" | "POST", body?: string) => {
  const handler = await load<Handler>({ file: "app/api/v1/incidents/route.ts", name });
  const headers = { authorization: `Bearer ${token}` };
  const request = new Request("http://localhost:3000/api/v1/incidents", { method: name, headers, body });
  return handler(request, { params: Promise.resolve({}) });
};

test("while the disk is nearly full the API reads, and refuses in words what would change a row", async () => {
  await call("GET"); // the first use of a token is written down
  const before = await rowsOf(db, mill);

  const [read, written] = [await call("GET"), await call("POST", '{"title":"Leads called late"}')];

  expect([read.status, written.status]).toEqual([200, 503]);
  expect(await written.json()).toEqual({ errors: [{ path: "", message: noRoom }] });
  expect(await rowsOf(db, mill)).toEqual(before);
});

test("while the disk is nearly full a form is refused in words and keeps what was typed", async () => {
  type Action = (workspace: string, last: object, form: FormData) => Promise<object>;
  const addTeam = await load<Action>({ file: "app/w/[workspace]/settings/teams/actions.ts", name: "addTeamAction" });
  const before = await rowsOf(db, mill);
  const form = new FormData();
  form.set("name", "Finance");
  form.set("id", v7());

  const outcome = await addTeam(mill.workspace.slug, { done: false }, form);

  expect(outcome).toMatchObject({ done: false, typed: { name: "Finance" }, message: noRoom });
  expect(await rowsOf(db, mill)).toEqual(before);
});
