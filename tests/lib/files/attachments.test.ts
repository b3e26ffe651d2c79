import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { attachments, storedFiles } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { addEvidence, removeEvidence } from "@/lib/causes/judge-whys";
import { loadTree } from "@/lib/causes/load-tree";
import { attachFile, findFile, removeFile } from "@/lib/files/attachments";
import { folderStore } from "@/lib/files/folder-store";
import { mostBytes } from "@/lib/files/limits";
import { tableStore } from "@/lib/files/table-store";
import { verbsOn } from "../../support/activities";
import { incidentRow, treeRow, whyRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aGif, aPng, ofText } from "./files";

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const inFolder = folderStore(folder);
const keptIn = (world: World) => {
  const own = join(folder, world.workspace.id);
  return existsSync(own) ? readdirSync(own) : [];
};

async function aProof(world?: World) {
  const mill = world ?? (await aWorkspace(db));
  const treeId = await treeRow(db, mill, [await incidentRow(db, mill)]);
  const whyId = await whyRow(db, mill, treeId);
  const id = v7();
  const item = { type: "data", stance: "supports", text: "CRM time stamps", source: null, observedOn: null } as const;
  await addEvidence(db, mill.lead, { id, treeId, whyId, ...item });
  return { world: mill, on: { treeId, whyId, evidenceId: id } };
}

const png = { name: "stamps.png", content: aPng() };
const filesOn = async (member: Member, treeId: string) =>
  (await loadTree(db, member, treeId))?.tree.whys.flatMap(({ evidence }) =>
    evidence.flatMap(({ files = [] }) => files),
  );

describe.each([
  ["the data folder", inFolder],
  ["the database", tableStore(db)],
])("a store in %s", (_place, store) => {
  test("gives back what it was given, and nothing once it was removed", async () => {
    const [workspaceId, elsewhere, name] = [v7(), v7(), "0123456789abcdef".repeat(2)];
    const content = new Uint8Array([0, 255, 10, 13, 0, 128]);

    await store.put(workspaceId, name, content);

    expect(new Uint8Array((await store.get(workspaceId, name)) ?? [])).toEqual(content);
    expect(await store.get(elsewhere, name)).toBeUndefined();
    await expect(store.put(workspaceId, name, content)).rejects.toThrow();
    await store.remove(workspaceId, name);
    await store.remove(workspaceId, name);
    expect(await store.get(workspaceId, name)).toBeUndefined();
  });
});

test("a file in the folder is for our eyes only, and no name leads out of it", async () => {
  const [workspaceId, name] = [v7(), "f".repeat(32)];
  await inFolder.put(workspaceId, name, aPng());

  expect(statSync(join(folder, workspaceId, name)).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, workspaceId)).mode & 0o777).toBe(0o700);
  for (const bad of ["../x", "x".repeat(32), "", "a/b"])
    await expect(inFolder.get(workspaceId, bad)).rejects.toThrow("No name of a kept file.");
});

describe("a file", () => {
  test("is attached to evidence under a name nobody can guess, and read by everybody of the workspace", async () => {
    const { world, on } = await aProof();
    const id = v7();

    await attachFile(db, inFolder, world.lead, { id, ...on }, png);

    const [name] = keptIn(world);
    expect(name).toMatch(/^[0-9a-f]{32}$/);
    expect(await filesOn(world.seller, on.treeId)).toEqual([
      { id, fileName: "stamps.png", mediaType: "image/png", sizeBytes: png.content.byteLength },
    ]);
    expect(await findFile(db, inFolder, world.executive, id)).toMatchObject({ mediaType: "image/png" });
    expect(await verbsOn(db, on.treeId)).toEqual(["evidence.added", "evidence.file_attached"]);
  });

  test("that is called one thing and is another is what its bytes say", async () => {
    const { world, on } = await aProof();
    const id = v7();

    await attachFile(
      db,
      inFolder,
      world.lead,
      { id, ...on },
      { name: "..\\evil.html\0", content: aGif("/*<script>*/") },
    );

    expect(await findFile(db, inFolder, world.lead, id)).toMatchObject({
      fileName: "evil.html",
      mediaType: "image/gif",
    });
  });

  test.each([
    ["SVG in a picture's name", ofText("<svg onload='alert(1)'/>"), "none of them, whatever its name says"],
    ["HTML in a picture's name", ofText("<!doctype html><script>1</script>"), "none of them, whatever its name says"],
    ["nothing", new Uint8Array(), "Choose a file"],
    ["more than 10 MB", new Uint8Array(mostBytes + 1), "larger than 10 MB"],
    ["a picture that unfolds to 2,500 million pixels", aPng(50_000, 50_000), "100 million pixels"],
  ])("%s is refused, and nothing of it is kept", async (_what, content, words) => {
    const { world, on } = await aProof();

    const attached = attachFile(db, inFolder, world.lead, { id: v7(), ...on }, { name: "a.png", content });

    await expect(attached).rejects.toMatchObject({ kind: "invalid", message: expect.stringContaining(words) });
    expect(keptIn(world)).toEqual([]);
    expect(await filesOn(world.lead, on.treeId)).toEqual([]);
  });

  test("sent twice is kept once", async () => {
    const { world, on } = await aProof();
    const input = { id: v7(), ...on };

    await attachFile(db, inFolder, world.lead, input, png);
    await attachFile(db, inFolder, world.lead, input, png);

    expect(keptIn(world)).toHaveLength(1);
    expect(await verbsOn(db, on.treeId)).toEqual(["evidence.added", "evidence.file_attached"]);
  });

  test("leaves no bytes behind where its deed is refused, and none where it breaks", async () => {
    const { world, on } = await aProof();
    const gone = { id: v7(), ...on, evidenceId: v7() };

    await expect(attachFile(db, inFolder, world.lead, gone, png)).rejects.toMatchObject({ kind: "not_found" });
    await db.execute(sql`alter table activity rename to activity_away`);
    const broken = attachFile(db, inFolder, world.lead, { id: v7(), ...on }, png);
    await expect(broken).rejects.toThrow();
    await db.execute(sql`alter table activity_away rename to activity`);

    expect(keptIn(world)).toEqual([]);
    expect(await db.$count(attachments, eq(attachments.workspaceId, world.workspace.id))).toBe(0);
  });

  test("goes out of sight with its evidence, and for good when its bringer takes it away", async () => {
    const { world, on } = await aProof();
    const [first, second] = [v7(), v7()];
    for (const id of [first, second]) await attachFile(db, inFolder, world.lead, { id, ...on }, png);

    const byOther = removeFile(db, inFolder, world.seller, { ...on, attachmentId: first });
    await expect(byOther).rejects.toMatchObject({ kind: "forbidden" });
    await removeFile(db, inFolder, world.lead, { ...on, attachmentId: first });

    expect(keptIn(world)).toHaveLength(1);
    expect(await findFile(db, inFolder, world.lead, first)).toBeUndefined();
    await removeEvidence(db, world.lead, on);
    expect(await findFile(db, inFolder, world.lead, second)).toBeUndefined();
  });

  test("of another workspace does not exist, nor can one be attached there", async () => {
    const [{ world, on }, depot] = [await aProof(), await aProof()];
    const id = v7();
    await attachFile(db, inFolder, world.lead, { id, ...on }, png);

    const abroad = await Promise.allSettled([
      attachFile(db, inFolder, depot.world.lead, { id: v7(), ...on }, png),
      attachFile(db, inFolder, depot.world.lead, { id: v7(), ...depot.on, evidenceId: on.evidenceId }, png),
      attachFile(db, inFolder, depot.world.lead, { id, ...depot.on }, png),
      removeFile(db, inFolder, depot.world.lead, { ...depot.on, attachmentId: id }),
    ]);

    expect(abroad.map((one) => (one as PromiseRejectedResult).reason.kind)).toEqual([
      "not_found",
      "not_found",
      "conflict",
      "not_found",
    ]);
    expect(await findFile(db, inFolder, depot.world.owner, id)).toBeUndefined();
    expect(await findFile(db, inFolder, depot.world.owner, "../../secrets.json")).toBeUndefined();
    expect(keptIn(depot.world)).toEqual([]);
    expect(keptIn(world)).toHaveLength(1);
  });

  test("is not attached by those who only read, and at most ten stand on one piece of evidence", async () => {
    const { world, on } = await aProof();
    const attach = (member: Member) => attachFile(db, inFolder, member, { id: v7(), ...on }, png);

    await expect(attach(world.executive)).rejects.toMatchObject({ kind: "forbidden" });
    for (let count = 0; count < 10; count++) await attach(world.lead);

    await expect(attach(world.lead)).rejects.toMatchObject({ message: expect.stringContaining("Ten files") });
    expect(keptIn(world)).toHaveLength(10);
  });

  test("may be kept in the database as well, in one row", async () => {
    const { world, on } = await aProof();
    const id = v7();

    await attachFile(db, tableStore(db), world.lead, { id, ...on }, png);

    expect(await findFile(db, tableStore(db), world.lead, id)).toMatchObject({ fileName: "stamps.png" });
    expect(await db.$count(storedFiles, eq(storedFiles.workspaceId, world.workspace.id))).toBe(1);
  });
});
