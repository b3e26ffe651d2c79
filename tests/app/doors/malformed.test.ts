import fc from "fast-check";
import { v7 } from "uuid";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "@/app/_server/outcome";
import { startSession } from "@/lib/people/sessions";
import { testDatabase } from "../../support/database";
import { aFullWorld, type FullWorld } from "./full-world";
import { load, redirected } from "./passing";
import { rowsOf } from "./rows-of";
import { comeAs } from "./visitor";
import { actions, pages, routes } from "./walk";

const db = await testDatabase();
let mill: FullWorld;

beforeAll(async () => {
  mill = await aFullWorld(db);
});
afterEach(() => comeAs(undefined));
/** With a session of its own each time: some of these deeds end one. */
const comeAsOwner = async () => comeAs(await startSession(db, mill.owner.userId));

/** What looks right and is no key, day or number that a database knows. */
const biting = [
  "a\0b",
  "2147483648",
  "2026-02-30",
  "2026-02-30 21:02:11+00~00000000-0000-7000-8000-000000000000",
  "2026-11-21 21:02:11+19:30~00000000-0000-7000-8000-000000000000",
  "0000-01-01 00:00:00+00~00000000-0000-7000-8000-000000000000",
  "2026-02-30_00000000-0000-7000-8000-000000000000",
];
/** What people never type into one field, and programs do. */
const nasty = [
  ...biting,
  "\0",
  "",
  " ",
  "-1",
  "0",
  "1e999",
  "NaN",
  "9".repeat(30),
  "0000-00-00",
  "9999-12-31",
  "null",
  "{",
  "[]",
  '[{"name":"\\u0000","words":"{}"}]',
  "__proto__",
  "%00",
  "../..",
  "'; drop table whys; --",
  "\u202Egnp.exe",
  "x".repeat(20_001),
];
/** Half a pair of surrogates: JSON and addresses can carry it, forms cannot. */
const torn = ["\uD800", "a\uDC00b"];
const hostile = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constant("").map(() => v7()),
);

/** A form that fits, with some of its fields spoilt. */
const spoilt = (fields: Record<string, string>) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(fields)), fc.oneof(hostile, fc.constant(undefined)), {
      maxKeys: 12,
      minKeys: 1,
    })
    .map((changes) => ({ ...fields, ...changes }));

const formOf = (fields: Record<string, string | undefined>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
  return form;
};

type MemberForm = (workspace: unknown, last: unknown, form: unknown) => Promise<Outcome>;

describe.each(actions.filter(({ door }) => door === "memberAction"))("$name", (door) => {
  test("a malformed form is refused in words and changes nothing", async () => {
    const action = await load<MemberForm>(door);
    await comeAsOwner();
    let before = await rowsOf(db, mill);
    const fields = mill.fields(door.name);
    await fc.assert(
      fc.asyncProperty(spoilt(fields), async (given) => {
        const outcome = await action(mill.workspace.slug, { done: false }, formOf(given)).catch(redirected);
        if (outcome.done) before = await rowsOf(db, mill);
        else expect(outcome.message || Object.keys(outcome.fields ?? {}).length).toBeTruthy();
      }),
      { numRuns: 6 },
    );
    expect(await rowsOf(db, mill)).toEqual(before);
  });

  test("whatever stands where the workspace and the form should be is refused in words", async () => {
    const action = await load<MemberForm>(door);
    await comeAsOwner();
    for (const workspace of ["\0", "\uD800", "x".repeat(5000), 7, null, undefined, {}, ["a"]])
      expect(await action(workspace, {}, new FormData())).toMatchObject({ done: false, message: expect.any(String) });
    for (const form of [undefined, null, "text", 7, {}, []])
      expect(await action(mill.workspace.slug, {}, form).catch(redirected)).toMatchObject({
        done: expect.any(Boolean),
      });
  });
});

describe.each(actions.filter(({ door }) => door !== "memberAction"))("$name", (door) => {
  test("a malformed form is refused in words", async () => {
    const action = await load<(last: unknown, form: unknown) => Promise<Outcome>>(door);
    await fc.assert(
      fc.asyncProperty(spoilt({ ...mill.fields(door.name), token: "x", password: "y", next: "/" }), async (given) => {
        await comeAsOwner();
        const outcome = await action({ done: false }, formOf(given)).catch(redirected);
        expect(outcome.done || outcome.message || Object.keys(outcome.fields ?? {}).length).toBeTruthy();
      }),
      { numRuns: 6 },
    );
    for (const form of [undefined, null, "text", 7, {}, []])
      expect(await action({}, form).catch(redirected)).toMatchObject({ done: expect.any(Boolean) });
  });
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

describe.each(routes.filter(({ door }) => door === "memberRoute"))("$name $file", (door) => {
  const send = async (body: string | undefined, query = "", params = mill.params, more = {}) => {
    const handler = await load<Handler>(door);
    const headers = { authorization: `Bearer ${mill.apiTokens.owner}`, ...more };
    const request = new Request(`http://localhost:3000/api${query}`, { method: door.name, headers, body });
    return (await handler(request, { params: Promise.resolve(params) })).status;
  };

  test("any body is taken or refused with a status, and what is refused changes nothing", async () => {
    if (door.name === "GET") return;
    await send("{}"); // the first use of a token is written down
    let before = await rowsOf(db, mill);
    const values = fc.oneof(hostile, fc.constantFrom(...torn), fc.jsonValue());
    const bent = fc
      .dictionary(fc.constantFrom(...Object.keys(mill.fields())), values, { maxKeys: 12 })
      .map((changes) => JSON.stringify({ ...mill.fields(), ...changes }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bent, fc.json(), fc.string({ unit: "binary" })), async (body) => {
        const status = await send(body);
        expect([200, 201, 400, 404, 409, 413, 422]).toContain(status);
        if (status < 300) before = await rowsOf(db, mill);
      }),
      { numRuns: 15 },
    );
    expect(await rowsOf(db, mill)).toEqual(before);
  });

  test("any address and any key is answered or refused with a status", async () => {
    const names = ["after", "before", "text", "stage", "side", "severity", "handOff", "since", "relationship"];
    const body = door.name === "GET" ? undefined : "{}";
    for (const value of [...biting, ...torn]) {
      if (door.file.includes("[")) {
        const params = Object.fromEntries(Object.keys(mill.params).map((name) => [name, value]));
        expect([200, 404, 422]).toContain(await send(body, "", params as typeof mill.params));
      } else if (door.name === "GET") {
        const query = names.map((name) => `${name}=${encodeURIComponent(value.toWellFormed())}`);
        for (const one of [query.join("&"), ...query]) expect([200, 404, 422]).toContain(await send(body, `?${one}`));
      }
    }
    expect([200, 404, 422]).toContain(
      await send(door.name === "GET" ? undefined : "{}", "", mill.params, { "idempotency-key": "x" }),
    );
  });
});

/** Every name that an address of ours may carry after its question mark. */
const asked = ["after", "before", "cause", "category", "change", "handOff", "link", "mine", "next", "open", "owner"];
const more = ["phase", "q", "relationship", "severity", "side", "since", "stage", "text", "token", "until", "view"];
const ofCauses = ["by", "currency", "merge", "per", "period", "split", "trend"];
const ofActivity = ["about", "chosen", "kind", "person"];
const ofPeople = ["talk", "to", "who"];
const everyName = [...asked, ...more, ...ofCauses, ...ofActivity, ...ofPeople, "why", "write"];

describe.each(pages)("$file", (door) => {
  const open = async (params: Record<string, unknown>, query: Record<string, unknown>) => {
    const page = await load<(props: unknown) => Promise<unknown>>({ ...door, name: "default" });
    return page({ params: Promise.resolve(params), searchParams: Promise.resolve(query) }).then(
      () => "shown",
      (error: { digest?: string; message: string; cause?: unknown }) =>
        error.digest ?? `threw ${error.message} ${String(error.cause)}`,
    );
  };
  const answered = /^shown$|^NEXT_REDIRECT;|^NEXT_HTTP_ERROR_FALLBACK;404$/;

  test("whatever stands in its path is shown, sent on or not there", async () => {
    await comeAsOwner();
    for (const name of Object.keys({ ...mill.params, token: "" }))
      if (door.file.includes(`[${name}]`))
        for (const value of ["\0", "a\0b", ...torn, "%00", "x".repeat(5000), v7()])
          expect(await open({ ...mill.params, token: "t", [name]: value }, {}), value.slice(0, 20)).toMatch(answered);
  });

  test("whatever stands behind its question mark is shown, sent on or not there", { timeout: 90_000 }, async () => {
    await comeAsOwner();
    const params = { ...mill.params, token: "t" };
    const answers = async (query: Record<string, unknown>) =>
      expect(await open(params, query), JSON.stringify(query)).toMatch(answered);
    for (const value of [...biting, ...torn, "[]", "x".repeat(20_001), ["\0", "b"], []])
      await answers(Object.fromEntries(everyName.map((name) => [name, value])));
    if (!/(incidents|improvements|root-causes\/\[cause\])\/page/.test(door.file)) return;
    // Lists read keys and days; each by itself, for one that does not fit may hide another.
    for (const value of biting) for (const name of everyName) await answers({ view: "age", [name]: value });
  });
});
