import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { members, shareLinks } from "@/db/schema";
import { listShares, openShare, shareIncident, withdrawShare } from "@/lib/a3/share-links";
import { findSheet } from "@/lib/a3/sheet";
import { writePerspective } from "@/lib/incidents/perspectives";
import { newToken } from "@/lib/people/tokens";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();

const asked = (incidentId: string) => ({ id: v7(), incidentId, days: 30, withNames: false });

async function aSharedIncident() {
  const mill = await aWorkspace(db);
  const incidentId = await incidentRow(db, mill, { title: "Ines Okafor was not told" });
  const { token } = await shareIncident(db, mill.lead, asked(incidentId));
  return { mill, incidentId, token };
}

test("a link leads to its incident as the member who made it sees it", async () => {
  const { mill, incidentId, token } = await aSharedIncident();

  expect(await openShare(db, token)).toMatchObject({
    incidentId,
    withNames: false,
    state: "open",
    member: { id: mill.lead.id, workspaceId: mill.workspace.id },
  });
});

test("a guessed link leads nowhere", async () => {
  await aSharedIncident();

  expect(await openShare(db, newToken())).toBeUndefined();
  expect(await openShare(db, "")).toBeUndefined();
});

test("a link that was withdrawn or has run out leads nowhere any more", async () => {
  const { mill, incidentId, token } = await aSharedIncident();
  const [link] = await listShares(db, mill.seller, incidentId);
  await withdrawShare(db, mill.seller, link?.id ?? "");
  const old = await aSharedIncident();
  await db
    .update(shareLinks)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(shareLinks.incidentId, old.incidentId));

  expect(await openShare(db, token)).toMatchObject({ state: "withdrawn" });
  expect(await openShare(db, old.token)).toMatchObject({ state: "over" });
  expect(await listShares(db, mill.lead, incidentId)).toEqual([]);
  await expect(withdrawShare(db, mill.lead, link?.id ?? "")).rejects.toMatchObject({ kind: "not_found" });
});

test("a link ends with the membership of whoever made it", async () => {
  const { mill, token } = await aSharedIncident();
  await db.update(members).set({ endedAt: sql`now()` }).where(eq(members.id, mill.lead.id));

  expect(await openShare(db, token)).toMatchObject({ state: "withdrawn" });
});

test("sending the form again gives a new link in place of the first", async () => {
  const mill = await aWorkspace(db);
  const form = asked(await incidentRow(db, mill));

  const first = await shareIncident(db, mill.lead, form);
  const second = await shareIncident(db, mill.lead, form);

  expect(await openShare(db, first.token)).toBeUndefined();
  expect(await openShare(db, second.token)).toMatchObject({ state: "open" });
  expect(await listShares(db, mill.lead, form.incidentId)).toHaveLength(1);
  await expect(shareIncident(db, mill.seller, form)).rejects.toMatchObject({ kind: "conflict" });
});

test("an incident of another workspace cannot be shared, nor its links withdrawn", async () => {
  const { mill, incidentId } = await aSharedIncident();
  const depot = await aWorkspace(db, "The depot");
  const [link] = await listShares(db, mill.lead, incidentId);

  await expect(shareIncident(db, depot.lead, asked(incidentId))).rejects.toMatchObject({ kind: "not_found" });
  await expect(withdrawShare(db, depot.lead, link?.id ?? "")).rejects.toMatchObject({ kind: "not_found" });
  expect(await listShares(db, depot.lead, incidentId)).toEqual([]);
});

test("without names the sheet names nobody, in no text either", async () => {
  const { mill, incidentId } = await aSharedIncident();
  const text = "I asked Jonas Lindqvist twice.";
  await writePerspective(db, mill.lead, { id: v7(), incidentId, version: null, text });

  const named = JSON.stringify(await findSheet(db, mill.lead, incidentId, true));
  const unnamed = JSON.stringify(await findSheet(db, mill.lead, incidentId, false));

  expect(named).toContain("Jonas Lindqvist");
  expect(named).toContain("Ines Okafor");
  expect(unnamed).not.toMatch(/Okafor|Lindqvist/);
  expect(unnamed).toContain("(name left out) was not told");
});
