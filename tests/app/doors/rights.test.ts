import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "@/app/_server/outcome";
import type { Role } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { may, type Permission } from "@/lib/access/policy";
import { startSession } from "@/lib/people/sessions";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aFullWorld, type FullWorld } from "./full-world";
import { load, redirected } from "./passing";
import { rowsOf } from "./rows-of";
import { comeAs } from "./visitor";
import { actions, pages, routes } from "./walk";

const db = await testDatabase();
let mill: FullWorld;
let depot: World;
let tokens: Record<Role | "stranger", string>;

beforeAll(async () => {
  mill = await aFullWorld(db);
  depot = await aWorkspace(db, "The depot");
  const session = (member: Member) => startSession(db, member.userId);
  tokens = {
    owner: await session(mill.owner),
    lead: await session(mill.lead),
    member: await session(mill.seller),
    executive: await session(mill.executive),
    stranger: await session(depot.owner),
  };
});
afterEach(() => comeAs(undefined));

type Action = (workspace: string, last: Outcome, form: FormData) => Promise<Outcome>;

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

const refusedByRole = "Your role in this workspace does not allow that.";
const roles = ["owner", "lead", "member", "executive"] as const;
const memberActions = actions.filter(({ door }) => door === "memberAction");

describe.each(memberActions)("$name", (door) => {
  const permission = door.permission as Permission;

  test("a stranger is told to sign in", async () => {
    const action = await load<Action>(door);
    comeAs(undefined);
    const outcome = await action(mill.workspace.slug, { done: false }, formOf(mill.fields(door.name)));
    expect(outcome).toMatchObject({ done: false, message: expect.stringContaining("signed out") });
  });

  test("whoever belongs to another workspace finds nothing", async () => {
    const action = await load<Action>(door);
    comeAs(tokens.stranger);
    const outcome = await action(mill.workspace.slug, { done: false }, formOf(mill.fields(door.name)));
    expect(outcome).toMatchObject({ done: false, message: "There is nothing here under this address." });
  });

  test("a form from another site is refused", async () => {
    const action = await load<Action>(door);
    comeAs(tokens.owner, {
      origin: "https://elsewhere.example",
      host: "localhost:3000",
      "sec-fetch-site": "cross-site",
    });
    const outcome = await action(mill.workspace.slug, { done: false }, formOf(mill.fields(door.name)));
    expect(outcome).toMatchObject({ done: false, message: expect.stringContaining("another site") });
  });

  test.each(roles)("its permission alone decides for a role: %s", async (role) => {
    const action = await load<Action>(door);
    comeAs(tokens[role]);
    const outcome = await action(mill.workspace.slug, { done: false }, new FormData());
    if (may(role, permission)) expect(outcome.message).not.toBe(refusedByRole);
    else expect(outcome).toMatchObject({ done: false, message: refusedByRole });
  });

  test("ids of another workspace are refused and change no row there", async () => {
    const action = await load<Action>(door);
    const before = await rowsOf(db, mill);
    comeAs(tokens.stranger);
    const outcome = await action(depot.workspace.slug, { done: false }, formOf(mill.fields(door.name))).catch(
      redirected,
    );
    expect(
      outcome.message ?? outcome.done,
      `${door.name} stopped at its shape: ${JSON.stringify(outcome)}`,
    ).toBeTruthy();
    expect(await rowsOf(db, mill)).toEqual(before);
  });
});

describe.each(pages.filter(({ file }) => file.startsWith("app/w/")))("$file", (door) => {
  const open = async (workspace: string) => {
    const page = (await import(/* @vite-ignore */ `@/${door.file.replace(/\.tsx$/, "")}`)) as {
      default: (props: unknown) => Promise<unknown>;
    };
    const params = Promise.resolve({ ...mill.params, workspace });
    return page.default({ params, searchParams: Promise.resolve({}) }).then(
      () => "shown",
      (error: { digest?: string; message: string }) => error.digest ?? `threw ${error.message}`,
    );
  };

  test("a stranger is led to sign in", async () => {
    comeAs(undefined);
    expect(await open(mill.workspace.slug)).toMatch(/^NEXT_REDIRECT;.*\/sign-in\?next=/);
  });

  test("a request that came past the reception is shown nothing", async () => {
    comeAs(tokens.owner, {}, false);
    expect(await open(mill.workspace.slug)).toMatch(/^threw .*before the program was ready/);
  });

  test("whoever belongs to another workspace finds nothing", async () => {
    comeAs(tokens.stranger);
    expect(await open(mill.workspace.slug)).toBe("NEXT_HTTP_ERROR_FALLBACK;404");
  });

  test("what is in another workspace does not exist", async () => {
    if (!/\[(?!workspace)\w+\]/.test(door.file)) return;
    comeAs(tokens.stranger);
    expect(await open(depot.workspace.slug)).toBe("NEXT_HTTP_ERROR_FALLBACK;404");
  });

  test.each(roles)("its permission alone decides for a role: %s", async (role) => {
    comeAs(tokens[role]);
    const allowed = may(role, door.permission ?? "workspace:read");
    const answer = await open(mill.workspace.slug);
    if (allowed) expect(answer).toMatch(/^shown$|^NEXT_REDIRECT;.*\/w\//);
    else expect(answer).toBe("NEXT_HTTP_ERROR_FALLBACK;403");
  });
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

describe.each(routes.filter(({ door }) => door === "memberRoute"))("$name $file", (door) => {
  const call = async (token: string | undefined) => {
    const handler = await load<Handler>(door);
    const body = door.name === "GET" ? undefined : JSON.stringify(mill.fields());
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    const request = new Request("http://localhost:3000/api", { method: door.name, headers, body });
    return (await handler(request, { params: Promise.resolve(mill.params) })).status;
  };

  test("without a token it answers 401, with an unknown one too", async () => {
    expect(await call(undefined)).toBe(401);
    expect(await call("x".repeat(43))).toBe(401);
    expect(await call(tokens.owner)).toBe(401); // a session is no bearer token
  });

  test.each(roles)("its permission alone decides for a role: %s", async (role) => {
    const status = await call(mill.apiTokens[role]);
    if (may(role, door.permission as Permission)) expect([200, 201, 404, 409, 422]).toContain(status);
    else expect(status).toBe(403);
  });

  test("another workspace's token changes no row and finds nothing", async () => {
    const before = await rowsOf(db, mill);
    const status = await call(mill.strangersApiToken);
    expect([200, 201, 403, 404, 422]).toContain(status);
    if (/\[\w+\]/.test(door.file)) expect(status).toBe(404);
    expect(await rowsOf(db, mill)).toEqual(before);
  });
});
