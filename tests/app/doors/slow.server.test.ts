import { eq, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { database } from "@/db/client";
import { workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { keepApiToken } from "@/lib/people/api-tokens";
import { startSession } from "@/lib/people/sessions";
import { newToken } from "@/lib/people/tokens";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { comeAs } from "./visitor";

// Only now, for the request they read is the one that `comeAs` makes.
const { memberAction } = await import("@/app/_server/member-action");
const { memberRoute } = await import("@/app/_server/member-route");

const db = await testDatabase();
const log = vi.spyOn(console, "error").mockImplementation(() => {});
const words = "That took too long, so it was stopped, and nothing was changed. Try again, or ask for less at once.";

/** Changes a row, then waits past the time of a statement. */
const dawdle = (member: Member, name: string) =>
  database().transaction(async (tx) => {
    await tx.update(workspaces).set({ name }).where(eq(workspaces.id, member.workspaceId));
    await tx.execute(sql`set local statement_timeout = 50`);
    await tx.execute(sql`select pg_sleep(5)`);
  });

const nameOf = async (member: Member) =>
  (await db.select({ name: workspaces.name }).from(workspaces).where(eq(workspaces.id, member.workspaceId)))[0]?.name;

test("a statement past its time ends a form as a refusal: in words, what was typed is kept, no row changes", async () => {
  const mill = await aWorkspace(db);
  const action = memberAction("workspace:manage", z.object({ name: z.string() }), (member, { name }) =>
    dawdle(member, name),
  );
  const form = new FormData();
  form.set("name", "The quarry");
  comeAs(await startSession(db, mill.owner.userId));

  const outcome = await action(mill.workspace.slug, { done: false }, form);

  expect(outcome).toEqual({ done: false, typed: { name: "The quarry" }, message: words });
  expect(await nameOf(mill.owner)).toBe("The mill");
  const said = JSON.stringify(log.mock.calls);
  expect(said).toContain("pg_sleep");
  expect(said).not.toContain("The quarry");
});

test("a statement past its time ends a call of the API with 503, in words, and no row changes", async () => {
  const mill = await aWorkspace(db);
  const token = newToken();
  await keepApiToken(db, mill.owner, { id: mill.workspace.id, name: "robot", token });
  const answer = memberRoute("workspace:manage", async ({ member }) => Response.json(await dawdle(member, "Else")));

  const request = new Request("http://localhost:3000/api", { headers: { authorization: `Bearer ${token}` } });
  const response = await answer(request, { params: Promise.resolve({}) });

  expect([response.status, await response.json()]).toEqual([503, { errors: [{ path: "", message: words }] }]);
  expect(await nameOf(mill.owner)).toBe("The mill");
});
