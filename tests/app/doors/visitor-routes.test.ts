import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { may, type Permission } from "@/lib/access/policy";
import { startSession } from "@/lib/people/sessions";
import { aGif, aPng, ofText } from "../../lib/files/files";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aFullWorld, type FullWorld } from "./full-world";
import { comeAs } from "./visitor";
import { type Door, routes } from "./walk";

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), "data-"));
let mill: FullWorld;
let depot: World;
let tokens: Record<Role | "stranger", string>;

beforeAll(async () => {
  process.env.DATA_DIR = folder;
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
afterAll(() => {
  delete process.env.DATA_DIR;
  rmSync(folder, { recursive: true });
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const load = async ({ file, name }: Pick<Door, "file" | "name">) =>
  ((await import(/* @vite-ignore */ `@/${file.replace(/\.ts$/, "")}`)) as Record<string, Handler>)[name] as Handler;

const upload = { file: "app/w/[workspace]/files/route.ts", name: "POST" };
const download = { file: "app/w/[workspace]/files/[file]/route.ts", name: "GET" };

function formOf(content: Uint8Array, name = "stamps.png", more: Record<string, string> = {}) {
  const form = new FormData();
  for (const [field, value] of Object.entries({ ...mill.fields(), ...more })) form.set(field, value);
  form.set("file", new File([new Uint8Array(content)], name, { type: "image/png" }));
  return form;
}

async function send(body: BodyInit, init: { headers?: HeadersInit; workspace?: string } = {}) {
  const handler = await load(upload);
  const headers = init.headers ?? { accept: "application/json" };
  const request = new Request("http://localhost:3000/files", {
    method: "POST",
    body,
    headers,
    duplex: "half",
  } as RequestInit);
  return handler(request, { params: Promise.resolve({ workspace: init.workspace ?? mill.workspace.slug }) });
}

async function fetchFile(id: string, workspace = mill.workspace.slug, headers: HeadersInit = {}) {
  const handler = await load(download);
  return handler(new Request("http://localhost:3000/", { headers }), {
    params: Promise.resolve({ workspace, file: id }),
  });
}

describe.each(routes.filter(({ door }) => door === "visitorRoute"))("$name $file", (door) => {
  const call = async (token: string | undefined, workspace: string, headers?: Record<string, string>) => {
    comeAs(token, headers);
    const handler = await load(door);
    const body = door.name === "GET" ? undefined : formOf(aPng());
    const request = new Request("http://localhost:3000/?since=0", {
      method: door.name,
      body,
      headers: { accept: "application/json" },
    });
    return (await handler(request, { params: Promise.resolve({ ...mill.params, workspace }) })).status;
  };

  test("a stranger is told to sign in", async () => {
    expect(await call(undefined, mill.workspace.slug)).toBe(401);
  });

  test("whoever belongs to another workspace finds nothing, there or with its ids at home", async () => {
    expect(await call(tokens.stranger, mill.workspace.slug)).toBe(404);
    const ofWorkspace = ["live", "settings/activity/history.csv", "settings/backup/file"].map(
      (path) => `app/w/[workspace]/${path}/route.ts`,
    );
    const namesNothing = ofWorkspace.includes(door.file);
    expect(await call(tokens.stranger, depot.workspace.slug)).toBe(namesNothing ? 200 : 404);
  });

  test("what another site sends changes nothing", async () => {
    const headers = { origin: "https://elsewhere.example", host: "localhost:3000", "sec-fetch-site": "cross-site" };
    const status = await call(tokens.owner, mill.workspace.slug, headers);
    if (door.name !== "GET") expect(status).toBe(403);
  });

  test.each(["owner", "lead", "member", "executive"] as const)(
    "its permission alone decides for a role: %s",
    async (role) => {
      const status = await call(tokens[role], mill.workspace.slug);
      if (may(mill[role === "member" ? "seller" : role].role, door.permission as Permission))
        expect(status).not.toBe(403);
      else expect(status).toBe(403);
    },
  );
});

describe("a file that is sent", () => {
  test("comes back as what it is, to be saved, and may do nothing", async () => {
    comeAs(tokens.member);
    const id = v7();
    const polyglot = aGif("/*", "*/=1;alert(document.domain)//<script>alert(1)</script>");

    const taken = await send(formOf(polyglot, "evil.html", { id }));
    const answer = await fetchFile(id);

    expect(taken.status).toBe(201);
    expect(await taken.json()).toMatchObject({ whys: [{ evidence: [{ files: expect.anything() }] }] });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/gif",
      "content-disposition": "attachment; filename=\"evil.html.gif\"; filename*=UTF-8''evil.html.gif",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache",
    });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(polyglot);
    const again = await fetchFile(id, undefined, { "if-none-match": answer.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
    expect((await fetchFile(id, depot.workspace.slug)).status).toBe(404);
  });

  test("by a plain form leads back to its line, and says there what was wrong", async () => {
    comeAs(tokens.member);

    const [taken, refused] = [
      await send(formOf(aPng(), "a.png", { id: v7() }), { headers: {} }),
      await send(formOf(ofText("<svg/>"), "a.png", { id: v7() }), { headers: {} }),
    ];

    const line = `/w/${mill.workspace.slug}/causes/${mill.params.tree}?why=`;
    expect([taken.status, refused.status]).toEqual([303, 303]);
    expect(taken.headers.get("location")).toMatch(new RegExp(`^${line.replace("?", "\\?")}[0-9a-f-]{36}#evidence$`));
    expect(refused.headers.get("location")).toMatch(/&file=kind#evidence$/);
  });

  test("that is announced as 10 GB is refused before a byte of it is read", async () => {
    comeAs(tokens.member);
    let pulled = 0;
    const endless = new ReadableStream(
      {
        pull(at) {
          pulled += 1;
          at.enqueue(new Uint8Array(65_536));
        },
      },
      { highWaterMark: 0 },
    );
    const headers = {
      accept: "application/json",
      "content-type": "multipart/form-data; boundary=x",
      "content-length": String(10 * 1024 ** 3),
    };

    const answer = await send(endless, { headers });

    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({ errors: [{ path: "", message: "This file is larger than 10 MB." }] });
    expect(pulled).toBe(0);
  });

  test("without end is read no further than its limit, whatever was announced", async () => {
    comeAs(tokens.member);
    let sent = 0;
    const endless = new ReadableStream({
      pull(at) {
        sent += 65_536;
        at.enqueue(new Uint8Array(65_536));
      },
    });
    const headers = {
      accept: "application/json",
      "content-type": "multipart/form-data; boundary=x",
      "content-length": "12",
    };

    const answer = await send(endless, { headers });

    expect(answer.status).toBe(422);
    expect(sent).toBeLessThan(11 * 1024 * 1024);
  });

  test.each([
    ["no form", "text/plain", "hello"],
    ["a form without an end", "multipart/form-data; boundary=x", '--x\r\ncontent-disposition: form-data; name="file"'],
    ["a form without a boundary", "multipart/form-data", "--x--"],
  ])("as %s is told so", async (_what, type, body) => {
    comeAs(tokens.member);

    const answer = await send(body, { headers: { accept: "application/json", "content-type": type } });

    expect(answer.status).toBe(422);
    expect((await answer.json()).errors[0].message).toMatch(/did not arrive whole/);
  });

  test("that could not be read leads back to the tree it came from, and to no other site", async () => {
    comeAs(tokens.member);
    const from = async (referer: string) =>
      (await send("x", { headers: { "content-type": "text/plain", referer } })).headers.get("location");
    const tree = `/w/mill/causes/${mill.params.tree}`;

    expect(await from(`http://localhost:3000${tree}?why=${mill.params.tree}`)).toBe(
      `${tree}?why=${mill.params.tree}&file=unreadable#evidence`,
    );
    expect(await from("https://elsewhere.example//evil")).toBe(`/w/${mill.workspace.slug}/incidents`);
  });
});
