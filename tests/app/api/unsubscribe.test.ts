import { beforeAll, beforeEach, expect, test } from "vitest";
import { receive } from "@/app/_server/arrival";
import { GET, POST } from "@/app/api/unsubscribe/[token]/route";
import { unsubscribeToken } from "@/lib/mail/unsubscribe-token";
import { findMailReader } from "@/lib/mail/unsubscribing";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
let mill: World;
let token: string;

beforeAll(() => {
  process.env.TOKEN_KEY = "a key of the test";
  process.env.AUTH_SECRET = "another";
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = "a third";
});
beforeEach(async () => {
  mill = await aWorkspace(db);
  token = unsubscribeToken({ workspaceId: mill.workspace.id, memberId: mill.lead.id });
});

const address = "http://poisoned.example/api/unsubscribe/x";
const params = () => ({ params: Promise.resolve({ token }) });
const digest = async () => (await findMailReader(db, token))?.digest;

test("the one click of a mail program ends the mail, without session and Origin, and may come twice", async () => {
  const click = () => new Request(address, { method: "POST", body: "List-Unsubscribe=One-Click" });

  expect((await POST(click(), params())).status).toBe(200);
  expect((await POST(click(), params())).status).toBe(200);

  expect(await digest()).toBe("none");
});

test("a program that only looks at the link changes nothing and is led to the page", async () => {
  const answer = await GET(new Request(address), params());

  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`http://localhost:3000/unsubscribe/${token}`);
  expect(await digest()).toBe("daily");
});

test("a token that is none ends nobody's mail", async () => {
  token = "x".repeat(86);

  expect((await POST(new Request(address, { method: "POST" }), params())).status).toBe(404);
});

test("the reception lets a mail program through, and stops what another site sends with our cookie", () => {
  const sent = (headers: Record<string, string>) => {
    const response = { setHeader() {}, writeHead() {}, end() {} };
    const request = { headers, method: "POST", url: `/api/unsubscribe/${token}` };
    return receive(request as never, response as never);
  };

  expect(sent({ "content-type": "application/x-www-form-urlencoded" })).toBe(false);
  expect(sent({ cookie: "common-cause=x", origin: "https://elsewhere.example" })).toBe(true);
});
