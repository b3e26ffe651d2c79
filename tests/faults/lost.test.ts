import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { startPostgres } from "../support/postgres-server";
import { freePort, startServer, stopServer } from "../support/server";

const token = "fault-test-token-0123456789";
const setup = {
  SETUP_OWNER_EMAIL: "hanne.vogel@example.org",
  SETUP_OWNER_PASSWORD: "a long sentence for a test of faults",
  SETUP_WORKSPACE: "Mill",
  SETUP_API_TOKEN: token,
};

test("while its database is away the program says so in words, and serves again by itself once it is back", async () => {
  const postgres = await startPostgres();
  const line = await aLineTo(Number(new URL(postgres.url).port));
  const url = new URL(postgres.url);
  url.port = String(line.port);
  const server = await startServer({ ...setup, DATABASE_URL: url.href });
  const statusOf = async (path: string) => (await fetch(`${server.origin}${path}`)).status;
  const log = (id: string) =>
    fetch(`${server.origin}/api/v1/incidents`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "idempotency-key": id },
      body: JSON.stringify({ title: "Leads called late" }),
    });
  const [before, during] = [v7(), v7()];
  expect((await log(before)).status).toBe(201);

  await line.cut();
  const refused = await log(during);
  expect([refused.status, await refused.json()]).toEqual([
    503,
    { errors: [{ path: "", message: "The database cannot be reached right now. Please send it again in a moment." }] },
  ]);
  expect(
    await (await fetch(`${server.origin}/w/mill/today`, { headers: { cookie: "common-cause=x" } })).text(),
  ).toContain("database-away");
  expect([await statusOf("/api/health"), await statusOf("/api/ready")]).toEqual([200, 503]);

  await line.mend();
  await expect.poll(() => statusOf("/api/ready"), { timeout: 10_000, interval: 200 }).toBe(200);
  expect((await log(during)).status).toBe(201);
  expect((await log(before)).status).toBe(200); // it stands, once
  await stopServer(server);
  await line.cut();
  await postgres.stop();
});

/** A line to a port of this machine that can be cut, with all that is said on it, and mended. */
async function aLineTo(target: number) {
  const port = await freePort();
  const ends = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.pipe(other);
      end.on("error", () => other.destroy());
      end.on("close", () => {
        ends.delete(end);
        other.destroy();
      });
    }
  });
  const mend = async () => {
    relay.listen(port, "127.0.0.1");
    await once(relay, "listening");
  };
  const cut = async () => {
    const closed = once(relay, "close");
    relay.close();
    for (const end of ends) end.destroy();
    await closed;
  };
  await mend();
  return { port, cut, mend };
}
