import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { addDays, dayIn } from "@/lib/text/days";
import { often, tellFault } from "../support/faults";
import { setUp } from "../support/logging";
import { startServer, stopServer } from "../support/server";
import { asOwner } from "./sending";
import { signIn } from "./signed-in";

/** A day ahead of all others, a half hour, three quarters of one, and nearly a day behind. */
const zones = ["Pacific/Kiritimati", "Asia/Kathmandu", "America/St_Johns", "Pacific/Honolulu", "Australia/Lord_Howe"];
const pages = ["today", "incidents", "trends", "improvements", "root-causes", "notices"];
const dayMs = 86_400_000;

const tried = zones.slice(0, often(1, zones.length));

test.each(tried)(
  "in %s days stay days, and a clock that jumps by a day and back loses nothing and signs nobody out",
  {
    timeout: 120_000,
  },
  async (zone) => {
    const folder = mkdtempSync(join(tmpdir(), "common-cause-clock-"));
    const clock = join(folder, "clock");
    writeFileSync(clock, "0");
    // The workspace that is set up without a browser takes the zone of its machine.
    const server = await startServer({ ...setUp, TZ: zone, CLOCK_FILE: clock });
    const cookie = await signIn(server.origin);
    const log = async (more: Record<string, string> = {}) => {
      const answer = await fetch(`${server.origin}/api/v1/incidents`, {
        method: "POST",
        headers: { ...asOwner, "idempotency-key": v7() },
        body: JSON.stringify({ title: "Leads called late", ...more }),
      });
      return { status: answer.status, said: await answer.json() };
    };
    const daysLogged = async () => {
      const answer = await fetch(`${server.origin}/api/v1/incidents`, { headers: asOwner });
      const { incidents }: { incidents: { occurredOn: string }[] } = await answer.json();
      return incidents.map(({ occurredOn }) => occurredOn).sort();
    };
    const todayThere = (ahead = 0) => dayIn(zone, new Date(Date.now() + ahead * dayMs));
    const look = async () => {
      for (const page of pages) {
        const answer = await fetch(`${server.origin}/w/mill/${page}`, { headers: { cookie }, redirect: "manual" });
        expect([page, answer.status]).toEqual([page, 200]);
        expect(await answer.text()).not.toContain("Something broke");
      }
    };

    const logged = ["2024-02-29", "2023-12-31", todayThere()].sort();
    expect((await log({ occurredOn: "2024-02-29" })).status).toBe(201);
    expect((await log({ occurredOn: "2023-12-31" })).status).toBe(201);
    expect((await log()).status).toBe(201);
    // It has no such day; tomorrow is none yet.
    expect((await log({ occurredOn: "2023-02-29" })).status).toBe(422);
    expect((await log({ occurredOn: addDays(todayThere(), 2) })).status).toBe(422);
    expect(await daysLogged()).toEqual(logged);

    for (const ahead of [1, 0, -1, 0]) {
      writeFileSync(clock, `${ahead}`);
      await look();
      expect((await log()).status).toBe(201);
      logged.push(todayThere(ahead));
      expect(await daysLogged()).toEqual(logged.toSorted());
    }
    expect(server.said()).not.toMatch(/nothing caught|nobody knows/);
    expect(await stopServer(server)).toBe(0);
    rmSync(folder, { recursive: true });
    tellFault(
      "T12",
      `machine and workspace in ${zone}; the clock put a day ahead and a day back while people worked`,
      "4 jumps",
      "nothing: days stayed days and sessions stood",
    );
  },
);
