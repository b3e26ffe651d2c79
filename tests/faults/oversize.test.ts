import { v7 } from "uuid";
import { expect, test } from "vitest";
import { often, tellFault } from "../support/faults";
import { setUp } from "../support/logging";
import { fieldsOf } from "../support/plain-form";
import { aSetUpFolder, startServer, stopServer } from "../support/server";
import { aCase, asOwner } from "./sending";
import { signIn } from "./signed-in";

const mostText = 20_000;
const mostWhys = 5_000;

/** What people type in all the world: right to left, joined signs, combining letters, and a character beyond 16 bits. */
const everywhere = "עברית العربية 👩‍👩‍👧 e\u0301 日本語 𝒳 \u2067mixed\u2069 ";

test("what is too large or no character is refused at its field, in words, and what people type anywhere comes back as it was", async () => {
  const server = await startServer({ ...setUp, DATA_DIR: await aSetUpFolder() });
  const send = async (path: string, body: string) => {
    const headers = { ...asOwner, "idempotency-key": v7() };
    const answer = await fetch(`${server.origin}${path}`, { method: "POST", headers, body });
    return { status: answer.status, said: await answer.json() };
  };
  const log = (fields: object) => send("/api/v1/incidents", JSON.stringify({ title: "Leads called late", ...fields }));
  const at = (path: string) => ({ errors: [{ path, message: expect.stringMatching(/^[A-Z].*\.$/) }] });
  const refusals: [fields: object, path: string][] = [
    [{ title: "x".repeat(161) }, "title"],
    [{ observed: "x".repeat(mostText + 1) }, "observed"],
    [{ observed: "a\0b" }, "observed"],
    [{ title: "\ud800" }, "title"],
    [{ expected: "a\udc00b" }, "expected"],
    [{ observed: "x".repeat(1_000_000) }, ""], // more than a body may be
  ];
  for (const [fields, path] of refusals) {
    const { status, said } = await log(fields);
    expect([path, status]).toEqual([path, 422]);
    expect(said).toMatchObject(at(path));
  }

  const long = everywhere.repeat(Math.floor(mostText / everywhere.length)).trim();
  const logged = await log({ title: everywhere.trim(), observed: long });
  expect(logged.status).toBe(201);
  const cookie = await signIn(server.origin);
  const read = async (path: string) => (await fetch(`${server.origin}${path}`, { headers: { cookie } })).text();
  const page = await read(`/w/mill/incidents/${logged.said.id}`);
  expect(page).toContain(long);
  expect(page).toContain(everywhere.trim());

  // The same by the line on Today, as a browser without scripts sends it.
  const today = await read("/w/mill/today");
  const post = async (title: string) => {
    const form = fieldsOf(today.match(/<form\b.*?<\/form>/gs)?.find((one) => one.includes(' name="title"')) ?? "");
    form.set("title", title);
    form.set("id", v7());
    const headers = { cookie, origin: server.origin };
    const answer = await fetch(`${server.origin}/w/mill/today`, { method: "POST", body: form, headers });
    return { status: answer.status, html: await answer.text() };
  };
  expect((await post("x".repeat(161))).html).toContain("At most 160 characters.");
  expect((await post("a\0b")).html).toContain("This holds a character that cannot be kept.");

  const { incidents } = await (await fetch(`${server.origin}/api/v1/incidents`, { headers: asOwner })).json();
  expect(incidents).toHaveLength(1);

  // More than a form may be: whatever it is told, nobody else notices.
  await post("x".repeat(2_000_000)).catch(() => {});
  const health = () =>
    fetch(`${server.origin}/api/health`)
      .then(({ status }) => status)
      .catch(() => 0);
  await expect.poll(health, { timeout: 20_000 }).toBe(200);
  expect(await stopServer(server)).toBe(0);
  tellFault(
    "T13",
    "too long a title or text; NUL; half a character; 1 MB at once; over API and pages",
    `${refusals.length + 2} times`,
    "nothing: each refused in words at its field",
  );
});

test("a tree of 5,000 whys is taken in and shown, and one more is refused in words", { timeout: 300_000 }, async () => {
  const server = await startServer({ ...setUp, DATA_DIR: await aSetUpFolder() });
  const send = async (path: string, body: object) => {
    const headers = { ...asOwner, "idempotency-key": v7() };
    const answer = await fetch(`${server.origin}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: answer.status, said: await answer.json() };
  };
  const taken = await send("/api/v1/cases", aCaseWithTree(mostWhys));
  expect([taken.status, taken.said.errors]).toEqual([201, undefined]);
  const tooMany = await send("/api/v1/cases", aCaseWithTree(mostWhys + 1));
  expect(tooMany.status).toBe(422);
  const [{ id: treeId }] = taken.said.trees;
  const more = await send(`/api/v1/trees/${treeId}/ask-why`, { id: v7(), parentId: "", text: "One more" });
  expect(more.status).toBe(422);
  expect(JSON.stringify(more.said)).toMatch(/5,000/);

  const cookie = await signIn(server.origin);
  const times: number[] = [];
  for (let look = 0; look < often(2, 20); look += 1) {
    const since = performance.now();
    const page = await fetch(`${server.origin}/w/mill/causes/${treeId}`, { headers: { cookie } });
    expect(await page.text()).toContain("Why number 1");
    expect(page.status).toBe(200);
    times.push(performance.now() - since);
  }
  expect(await stopServer(server)).toBe(0);
  tellFault(
    "T13",
    `a tree of 5 000 whys taken in and looked at; its page in ${(Math.min(...times) / 1000).toFixed(1)} s; one why more`,
    `${times.length} times`,
    "nothing: one more refused in words",
  );
});

/** Each why is asked of one half as far down, so that none is deeper than thirteen. */
function aCaseWithTree(whys: number) {
  const why = (number: number, key: string): object => ({
    key,
    text: `Why number ${number}`,
    kind: "event",
    status: "hypothesis",
    joint: null,
    ending: null,
    sameAs: null,
    category: null,
    evidence: [],
    whys: [2 * number, 2 * number + 1]
      .filter((below) => below <= whys)
      .map((below) => why(below, `${key}.${1 + (below % 2)}`)),
  });
  const one = aCase(`tree-${whys}`);
  return { ...one, trees: [{ key: "tree", problem: "Leads called late", incidents: ["i0"], whys: [why(1, "1")] }] };
}
