import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { attachments, storedFiles } from "@/db/schema";
import { addEvidence, removeEvidence } from "@/lib/causes/judge-whys";
import { attachFile } from "@/lib/files/attachments";
import { folderStore } from "@/lib/files/folder-store";
import { sweepFiles } from "@/lib/files/sweeping";
import { tableStore } from "@/lib/files/table-store";
import { incidentRow, treeRow, whyRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aPng } from "./files";

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const days = (count: number) => new Date(Date.now() - count * 86_400_000);
const dust = "0123456789abcdef".repeat(2);

/** A store, and how what lies in it grows older. */
const stores = [
  {
    place: "the data folder",
    store: folderStore(folder),
    age: async (workspaceId: string, name: string) => utimesSync(join(folder, workspaceId, name), days(3), days(3)),
  },
  {
    place: "the database",
    store: tableStore(db),
    age: async (_workspaceId: string, name: string) => {
      await db
        .update(storedFiles)
        .set({ createdAt: days(3) })
        .where(eq(storedFiles.name, name));
    },
  },
];

describe.each(stores)("swept in $place", ({ store, age }) => {
  async function anAttached() {
    const world = await aWorkspace(db);
    const treeId = await treeRow(db, world, [await incidentRow(db, world)]);
    const whyId = await whyRow(db, world, treeId);
    const [evidenceId, id] = [v7(), v7()];
    const item = { type: "data", stance: "supports", text: "Time stamps", source: null, observedOn: null } as const;
    await addEvidence(db, world.lead, { id: evidenceId, treeId, whyId, ...item });
    const on = { treeId, whyId, evidenceId };
    await attachFile(db, store, world.lead, { id, ...on }, { name: "stamps.png", content: aPng() });
    const [row] = await db.select().from(attachments).where(eq(attachments.id, id));
    const { storedAs } = row ?? {};
    if (!row || !storedAs) throw new Error("Nothing is attached.");
    await age(world.workspace.id, storedAs);
    const isThere = async () => (await store.get(world.workspace.id, storedAs)) !== undefined;
    return { world, on, row: { ...row, storedAs }, isThere };
  }

  test("a file that no row names is thrown away once it is a day old, and not before", async () => {
    const { world, isThere } = await anAttached();
    await store.put(world.workspace.id, dust, aPng());

    expect(await sweepFiles(db, store)).toBe(0);
    await age(world.workspace.id, dust);
    expect(await sweepFiles(db, store)).toBe(1);

    expect(await store.get(world.workspace.id, dust)).toBeUndefined();
    expect(await isThere()).toBe(true);
  });

  test("a file of evidence that was taken back stays, for that can be undone", async () => {
    const { world, on, isThere } = await anAttached();
    await removeEvidence(db, world.lead, on);

    expect(await sweepFiles(db, store)).toBe(0);

    expect(await isThere()).toBe(true);
  });

  test("a file that was taken away while its store could not be reached goes", async () => {
    const { row, isThere } = await anAttached();
    await db.update(attachments).set({ removedAt: sql`now()` }).where(eq(attachments.id, row.id));

    expect(await sweepFiles(db, store)).toBe(1);

    expect(await isThere()).toBe(false);
  });

  test("the same name in another workspace is another file", async () => {
    const { row, isThere } = await anAttached();
    const other = await aWorkspace(db);
    await store.put(other.workspace.id, row.storedAs, aPng());
    await age(other.workspace.id, row.storedAs);
    await age(row.workspaceId, row.storedAs);

    expect(await sweepFiles(db, store)).toBe(1);

    expect(await store.get(other.workspace.id, row.storedAs)).toBeUndefined();
    expect(await isThere()).toBe(true);
  });
});

test("a draft that nobody finished goes, and what is no file of ours is left alone", async () => {
  const { id } = (await aWorkspace(db)).workspace;
  const store = folderStore(folder);
  await store.put(id, dust, aPng());
  for (const name of [`${dust.replace("0", "1")}.draft`, "notes.txt"]) {
    writeFileSync(join(folder, id, name), "half a pict");
    utimesSync(join(folder, id, name), days(3), days(3));
  }

  await sweepFiles(db, store);

  expect(readdirSync(join(folder, id)).sort()).toEqual([dust, "notes.txt"]);
  expect(await sweepFiles(db, folderStore(join(folder, "nowhere")))).toBe(0);
});
