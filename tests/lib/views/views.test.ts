import { eq } from "drizzle-orm";
import fc from "fast-check";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { activity, savedViews } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { sentenceFor } from "@/lib/activity/sentences";
import {
  mostViews,
  overwriteView,
  removeView,
  renameView,
  restoreView,
  saveView,
  shareView,
} from "@/lib/views/commands";
import { type SaveViewInput, saveViewInput } from "@/lib/views/input";
import { listRemovedViews, listViews } from "@/lib/views/queries";
import { cleanQuery } from "@/lib/views/view-query";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { verbsOf } from "../improvements/an-improvement";

const db = await testDatabase();

async function aView(member: Member, more: Partial<SaveViewInput> = {}): Promise<string> {
  const id = v7();
  await saveView(db, member, { id, page: "improvements", name: "Late", query: "overdue=1", isShared: false, ...more });
  return id;
}
const namesFor = async (member: Member, page: SaveViewInput["page"] = "improvements") =>
  (await listViews(db, member, page)).map(({ name }) => name);

test("what a member keeps is theirs; what is shared is seen by everybody in the workspace, and by nobody else", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  await aView(mill.lead);
  const shared = await aView(mill.lead, { name: "Blocked", query: "blocked=1", isShared: true });
  await aView(mill.lead, { page: "incidents", name: "Open", query: "stage=open", isShared: true });

  expect(await namesFor(mill.lead)).toEqual(["Blocked", "Late"]);
  expect(await listViews(db, mill.seller, "improvements")).toMatchObject([
    { id: shared, query: "blocked=1", maker: "Ines Okafor", mayChange: false },
  ]);
  expect(await namesFor(mill.executive, "incidents")).toEqual(["Open"]);
  expect(await namesFor(depot.owner)).toEqual([]);
});

test("keeping the same view again is one view and one activity; the id of another is refused", async () => {
  const mill = await aWorkspace(db);
  const id = await aView(mill.lead);

  await aView(mill.lead, { id });

  expect(await verbsOf(db, mill, id)).toEqual(["view.saved"]);
  await expect(aView(mill.seller, { id })).rejects.toMatchObject({ kind: "conflict" });
});

test("only its maker or an owner changes a shared view; one that is not shared does not exist for others", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const [own, shared] = [await aView(mill.lead), await aView(mill.lead, { isShared: true })];
  const rename = (viewId: string) => ({ viewId, version: 1, name: "Ours" });

  await expect(renameView(db, mill.seller, rename(shared))).rejects.toMatchObject({ kind: "forbidden" });
  for (const stranger of [mill.seller, mill.owner])
    await expect(removeView(db, stranger, { viewId: own })).rejects.toMatchObject({ kind: "not_found" });
  await expect(removeView(db, depot.owner, { viewId: shared })).rejects.toMatchObject({ kind: "not_found" });
  await renameView(db, mill.owner, rename(shared));

  expect(await namesFor(mill.seller)).toEqual(["Ours"]);
});

test("a view is renamed, given other filters, shared and kept to oneself again, each told once", async () => {
  const mill = await aWorkspace(db);
  const viewId = await aView(mill.lead);

  await renameView(db, mill.lead, { viewId, version: 1, name: "Mine and late" });
  await overwriteView(db, mill.lead, { viewId, version: 2, query: "overdue=1&mine=1" });
  await shareView(db, mill.lead, { viewId, isShared: true });
  expect(await listViews(db, mill.seller, "improvements")).toMatchObject([{ query: "mine=1&overdue=1" }]);
  await shareView(db, mill.lead, { viewId, isShared: false });
  await shareView(db, mill.lead, { viewId, isShared: false });

  expect(await namesFor(mill.seller)).toEqual([]);
  expect(await verbsOf(db, mill, viewId)).toEqual([
    "view.saved",
    "view.changed",
    "view.changed",
    "view.shared",
    "view.unshared",
  ]);
  for (const verb of ["view.saved", "view.changed", "view.shared", "view.unshared", "view.removed", "view.restored"])
    expect(sentenceFor({ verb, details: {} }, {})?.says).toMatch(/ view/);
});

test("whoever saw an older name is shown the one that stands", async () => {
  const mill = await aWorkspace(db);
  const viewId = await aView(mill.lead, { isShared: true });
  await renameView(db, mill.owner, { viewId, version: 1, name: "Late ones" });

  await expect(renameView(db, mill.lead, { viewId, version: 1, name: "Too late" })).rejects.toMatchObject({
    kind: "conflict",
    standing: { version: 2, name: "Late ones" },
  });
});

test("a removed view is gone for all and can be put back for a while", async () => {
  const mill = await aWorkspace(db);
  const viewId = await aView(mill.lead, { isShared: true });

  await removeView(db, mill.lead, { viewId });
  await removeView(db, mill.lead, { viewId });

  expect(await namesFor(mill.seller)).toEqual([]);
  expect(await listRemovedViews(db, mill.lead, "improvements")).toMatchObject([{ id: viewId }]);
  expect(await listRemovedViews(db, mill.seller, "improvements")).toEqual([]);
  await expect(renameView(db, mill.lead, { viewId, version: 2, name: "x" })).rejects.toMatchObject({
    kind: "conflict",
  });
  await restoreView(db, mill.lead, { viewId });
  expect(await namesFor(mill.seller)).toEqual(["Late"]);
  expect(await verbsOf(db, mill, viewId)).toEqual(["view.saved", "view.removed", "view.restored"]);
});

test("a member keeps at most fifty views, and a removed one makes room", async () => {
  const mill = await aWorkspace(db);
  const row = { workspaceId: mill.workspace.id, memberId: mill.lead.id, page: "incidents", query: "" } as const;
  const rows = Array.from({ length: mostViews }, (_, place) => ({ ...row, id: v7(), name: `View ${place}` }));
  await db.insert(savedViews).values(rows);

  await expect(aView(mill.lead)).rejects.toMatchObject({ kind: "invalid" });
  await aView(mill.seller);
  await removeView(db, mill.lead, { viewId: rows[0]?.id ?? "" });
  await aView(mill.lead);
  await expect(restoreView(db, mill.lead, { viewId: rows[0]?.id ?? "" })).rejects.toMatchObject({ kind: "invalid" });
});

test("an executive keeps views, and shares none", async () => {
  const mill = await aWorkspace(db);

  const viewId = await aView(mill.executive);

  await expect(aView(mill.executive, { isShared: true })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(shareView(db, mill.executive, { viewId, isShared: true })).rejects.toMatchObject({ kind: "forbidden" });
});

test("the history tells no name that its maker keeps to themselves", async () => {
  const mill = await aWorkspace(db);
  const viewId = await aView(mill.lead, { name: "People I worry about" });
  await removeView(db, mill.lead, { viewId });

  const told = await db.select().from(activity).where(eq(activity.subjectId, viewId));

  expect(told).toHaveLength(2);
  expect(JSON.stringify(told)).not.toContain("worry");
});

test("of a query only what its page knows is kept, in one order, whoever wrote it", () => {
  const cause = v7();
  expect(cleanQuery("improvements", `mine=1&cause=${cause}&x=1&after=2026~1&open=${cause}&wall=1`)).toBe(
    `cause=${cause}&mine=1`,
  );
  expect(cleanQuery("improvements", "phase=closed")).toBe("");
  expect(cleanQuery("improvements", "phase=closed&view=age")).toBe("view=age&phase=closed");
  expect(cleanQuery("incidents", "severity=3&stage=open&text=a%26b&severity=9")).toBe("text=a%26b&stage=open");
  expect(cleanQuery("incidents", "relationship=all&text=%22%3E%3Cscript%3E")).toBe(
    "relationship=all&text=%22%3E%3Cscript%3E",
  );
});

test("no text becomes more than filters, and cleaning what is clean changes nothing", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300 }),
      fc.constantFrom("improvements" as const, "incidents" as const),
      (text, page) => {
        const once = cleanQuery(page, text);
        expect(cleanQuery(page, once)).toBe(once);
        expect(once).not.toMatch(/[<>"'\s#/\\]/);
      },
    ),
  );
});

test("a row that says more than its page is cut to the page's filters when it is read", async () => {
  const mill = await aWorkspace(db);
  const viewId = await aView(mill.lead);
  await db.update(savedViews).set({ query: "mine=1&next=//elsewhere.example" }).where(eq(savedViews.id, viewId));

  expect(await listViews(db, mill.lead, "improvements")).toMatchObject([{ query: "mine=1" }]);
});

test("a view needs a name and a page of ours", () => {
  const form = { id: v7(), page: "improvements", name: "Late", query: "overdue=1&x=2" };

  expect(saveViewInput.parse(form)).toMatchObject({ query: "overdue=1", isShared: false });
  expect(saveViewInput.safeParse({ ...form, name: "  " }).success).toBe(false);
  expect(saveViewInput.safeParse({ ...form, page: "settings" }).success).toBe(false);
  expect(saveViewInput.safeParse({ ...form, query: "x".repeat(2001) }).success).toBe(false);
});
