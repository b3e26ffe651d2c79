import { sql } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { adoptEngine, closeDatabase, database, serverAt } from "@/db/client";
import { newToken } from "@/lib/people/tokens";
import { comeAs } from "./visitor";

// Only now, for the request they read is the one that `comeAs` makes.
const { memberAction } = await import("@/app/_server/member-action");
const { memberRoute } = await import("@/app/_server/member-route");
const { requireMember } = await import("@/app/_server/visitor");

// Nobody listens there: the database is away from the first statement on.
adoptEngine({ kind: "server", client: serverAt("postgres://nobody@127.0.0.1:9/nothing", { pool: 1 }) });
afterAll(closeDatabase);
const log = vi.spyOn(console, "error").mockImplementation(() => {});

const formOf = (title: string) => {
  const form = new FormData();
  form.set("title", title);
  return form;
};

test("without its database a form is told so in words and keeps what was typed", async () => {
  const action = memberAction("incident:log", z.object({ title: z.string() }), async () => {});
  comeAs(newToken());

  const outcome = await action("mill", { done: false }, formOf("Leads called late"));

  expect(outcome).toEqual({
    done: false,
    typed: { title: "Leads called late" },
    message: "The database cannot be reached right now. Please send it again in a moment.",
  });
  expect(JSON.stringify(log.mock.calls)).toContain("The database cannot be reached");
});

test("without its database the API answers 503 in words", async () => {
  const answer = memberRoute("workspace:read", async () => Response.json({}));
  const request = new Request("http://localhost:3000/api", { headers: { authorization: `Bearer ${newToken()}` } });

  const response = await answer(request, { params: Promise.resolve({}) });

  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ errors: [{ message: expect.stringContaining("cannot be reached") }] });
});

test("without its database a page fails with a mark by which it can say so", async () => {
  comeAs(newToken());

  await expect(requireMember("mill")).rejects.toMatchObject({ digest: "database-away" });
});

test("without its database the frame of a page says so in words itself, so that a browser without scripts shows them", async () => {
  const { default: WorkspaceLayout } = await import("@/app/w/[workspace]/layout");
  comeAs(newToken());

  const said = await WorkspaceLayout({ children: "the page", params: Promise.resolve({ workspace: "mill" }) });

  expect(said).toMatchObject({ props: { title: "The database cannot be reached" } });
});

test("a fault of another kind has no such mark, and Next may give it a number", async () => {
  const fault: Error & { digest?: string } = await database()
    .execute(sql`select 1`)
    .then(
      () => new Error("It was answered."),
      (error) => error,
    );

  fault.cause = new Error("Something else");
  const before = fault.digest;
  fault.digest = "4711";

  expect([before, fault.digest]).toEqual([undefined, "4711"]);
});
