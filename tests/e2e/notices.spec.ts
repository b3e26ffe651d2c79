import type { Page } from "@playwright/test";
import { expect, test } from "./story";

/** What falls due while nobody looks is told once, in one place, with the step that comes next. */
test.describe.configure({ mode: "serial" });
test.use({ movable: true });

const notices = "/w/harbour/notices";
const rail = (page: Page) => page.getByRole("navigation", { name: "Main", exact: true });
const counted = (page: Page) => rail(page).getByRole("link", { name: /^Notices/ });
const unread = (page: Page) => page.getByRole("main").getByRole("button", { name: "Put aside" });

test("a month later what has fallen due is told, without anybody having asked", async ({ as, ahead }) => {
  const jonas = await as("jonas");
  ahead(40);

  await expect(async () => {
    await jonas.goto(notices);
    await expect(unread(jonas).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await expect(counted(jonas)).toHaveText(/^Notices\d+$/);
  await expect(jonas.getByRole("main").getByRole("region", { name: "Today" })).toBeVisible();
});

test("to take its next step reads a notice, and it is found among the earlier ones", async ({ as }) => {
  const jonas = await as("jonas");
  await jonas.goto(notices);
  const before = await unread(jonas).count();
  const first = jonas.getByRole("main").getByRole("region", { name: "Today" }).getByRole("article").first();
  const about = (await first.getAttribute("aria-label")) ?? "";

  await first.getByRole("button").first().click();

  await expect(jonas).not.toHaveURL(/\/notices/);
  await jonas.goto(notices);
  await expect(unread(jonas)).toHaveCount(before - 1);
  await expect(
    jonas.getByRole("region", { name: "Earlier" }).getByRole("article", { name: about, exact: true }).first(),
  ).toBeVisible();
});

test("without scripts it is read and put aside all the same", async ({ as }) => {
  const jonas = await as("jonas", { javaScriptEnabled: false });
  await jonas.goto(notices);
  const before = await unread(jonas).count();

  await unread(jonas).first().click();

  await expect(unread(jonas)).toHaveCount(before - 1);
});

test("all are marked read at once, and the count goes away", async ({ as }) => {
  const jonas = await as("jonas");
  await jonas.goto(notices);

  await jonas.getByRole("button", { name: "Mark all read" }).click();

  await expect(jonas.getByText("Nothing is unread.")).toBeVisible();
  await expect(counted(jonas)).toHaveText("Notices");
});
