import { expect, test } from "vitest";
import { fieldsOf } from "../support/plain-form";
import { startServer, stopServer } from "../support/server";

/** Secrets as nobody else would write them, so that finding one means it leaked. */
const secrets = {
  AUTH_SECRET: "canary-auth-secret-that-signs-sessions-0123456789",
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from("canary-actions-key-of-32-bytes!!").toString("base64"),
  TOKEN_KEY: Buffer.from("canary-tokens-key-of-32-bytes!!!").toString("base64"),
  SETUP_OWNER_PASSWORD: "canary password of the owner",
  SETUP_API_TOKEN: "canary-api-token-0123456789",
  SMTP_URL: "smtp://house:canary-mail-password@127.0.0.1:1",
};
const email = "hanne.vogel@example.org";
const typedWrong = "canary password typed wrong";

const places = ["today", "incidents", "incidents/new", "improvements", "root-causes", "trends", "profile", "settings"];
const profile = ["profile/notices", "notices"];
const settings = ["settings/people", "settings/teams", "settings/tokens", "settings/workspace", "settings/import"];

test("no secret stands in the log or on a page, whatever people and programs send", async () => {
  const server = await startServer({ ...secrets, SETUP_OWNER_EMAIL: email, SETUP_WORKSPACE: "Mill" });
  const heard: string[] = [];
  const hear = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${server.origin}${path}`, { redirect: "manual", ...init });
    heard.push(await response.text());
    return response;
  };
  const signIn = async (password: string) => {
    const form = fieldsOf(await (await fetch(`${server.origin}/sign-in`)).text());
    form.set("email", email);
    form.set("password", password);
    return hear("/sign-in", { method: "POST", body: form, headers: { origin: server.origin } });
  };

  await signIn(typedWrong);
  const [, session = ""] =
    /common-cause=([^;]+)/.exec((await signIn(secrets.SETUP_OWNER_PASSWORD)).headers.get("set-cookie") ?? "") ?? [];
  expect(session).toHaveLength(43);
  const cookie = `common-cause=${session}`;
  for (const place of [...places, ...profile, ...settings])
    for (const headers of [{ cookie }, { cookie, rsc: "1" }] as Record<string, string>[])
      expect((await hear(`/w/mill/${place}`, { headers })).status, place).toBeLessThan(400);
  for (const path of ["/", "/sign-in", "/setup", "/w/mill/incidents/%00", "/w/%00/today", "/invitation/none"])
    await hear(path, { headers: { cookie } });
  for (const token of [secrets.SETUP_API_TOKEN, "canary-of-nobody-0123456789"])
    for (const body of ["{}", '{"title":"\\u0000"}', "no JSON"])
      await hear("/api/v1/incidents", { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
  await stopServer(server);

  const leaks = (text: string) =>
    [...Object.values(secrets), typedWrong, session, "canary"].filter((secret) => text.includes(secret));
  expect(leaks(server.said())).toEqual([]);
  expect(heard.flatMap(leaks)).toEqual([]);
});

test("the token that sets an installation up is printed once and stands on no page of whoever does not bring it", async () => {
  const server = await startServer();
  const token = new URL(server.setupLink ?? "").searchParams.get("token") ?? "";
  expect(token).toHaveLength(43);
  const pageAt = async (path: string) => (await fetch(`${server.origin}${path}`)).text();

  expect(await pageAt(`/setup?token=${token}`)).toContain("Create workspace");
  for (const path of ["/", "/setup", "/setup?token=wrong", "/setup/workspace", "/sign-in", "/api/health", "/api/ready"])
    expect(await pageAt(path)).not.toContain(token);
  await stopServer(server);

  expect(server.said().split(token)).toHaveLength(2);
});
