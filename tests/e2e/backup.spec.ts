import { readFile } from "node:fs/promises";
import { openBackup } from "../../db/backup/backup-file";
import { expect, test } from "./story";

test("an owner makes a snapshot and takes a back-up along, which holds the workspace and no secret", async ({ as }) => {
  const page = await as("hanne");
  await page.goto("/w/northwind/settings/backup");
  const snapshots = page.getByRole("region", { name: "Snapshots", exact: true });

  await snapshots.getByRole("button", { name: "Make one now" }).click();
  await expect(snapshots.getByText(/^The last good snapshot is of /)).toBeVisible({ timeout: 30_000 });
  await expect(
    page
      .getByRole("region", { name: /Snapshots that are kept/ })
      .getByText(/MB$/)
      .first(),
  ).toBeVisible();

  const coming = page.waitForEvent("download", { timeout: 60_000 });
  await page
    .getByRole("region", { name: "A back-up to keep elsewhere" })
    .getByRole("button", { name: "Download a back-up" })
    .click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^northwind-\d{4}-\d\d-\d\d\.backup$/);
  const path = await download.path();

  const backup = await openBackup(path);
  const lines: string[] = [];
  for await (const line of backup.lines()) lines.push(line);
  const text = lines.join("\n");
  expect(backup.head).toMatchObject({ secrets: false });
  expect(lines.at(-1)).toMatch(/^\{"end":"backup"/);
  expect(text).toContain("Hanne Falk");
  expect(text).not.toContain("Edda Blum"); // of another workspace
  expect(text).not.toContain("$argon2");
  expect((await readFile(path)).length).toBeGreaterThan(1000);
});

test("who does not own the workspace finds no back-up there", async ({ as }) => {
  const page = await as("mara");

  await page.goto("/w/northwind/settings");
  await expect(page.getByRole("main").getByRole("link", { name: "Teams", exact: true })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Back-up", exact: true })).toHaveCount(0);
  const answer = await page.request.post("/w/northwind/settings/backup/file", {
    headers: { origin: new URL(page.url()).origin },
  });
  expect(answer.status()).toBe(403);
});
