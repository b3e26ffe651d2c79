import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./story";

/** What falls due while nobody looks is told once, in one place, with the step that comes next. */
test.describe.configure({ mode: "serial" });
test.use({ movable: true });

const notices = "/w/harbour/notices";
const rail = (page: Page) => page.getByRole("navigation", { name: "Main", exact: true });
const counted = (page: Page) => rail(page).getByRole("link", { name: /^Notices/ });
/** The clock of the server stands ahead, so what was told when the example was opened lies further back. */
const ofToday = (page: Page) => page.getByRole("main").getByRole("region", { name: "Today" }).getByRole("article");
const aboutOf = async (notice: Locator) => (await notice.getAttribute("aria-label")) ?? "";
/** How many of one name wait, and how many stand among the earlier ones: a thing may be due more than once. */
const standing = async (page: Page, about: string) => ({
  waiting: await waiting(page, about).count(),
  earlier: await earlier(page, about).count(),
});
const oneWentOn = ({ waiting, earlier }: Awaited<ReturnType<typeof standing>>) => ({
  waiting: waiting - 1,
  earlier: earlier + 1,
});
/** Of whichever day: what other stories lived through may have been told for another. */
const unread = (page: Page) =>
  page
    .getByRole("main")
    .getByRole("article")
    .filter({ has: page.getByRole("button", { name: /^Put aside/ }) });
const waiting = (page: Page, about: string) =>
  unread(page).and(page.getByRole("article", { name: about, exact: true }));
const earlier = (page: Page, about: string) =>
  page.getByRole("main").getByRole("region", { name: "Earlier" }).getByRole("article", { name: about, exact: true });

test("a month later what has fallen due is told, without anybody having asked", async ({ as, ahead }) => {
  const jonas = await as("jonas");
  ahead(40);

  await expect(async () => {
    await jonas.goto(notices);
    await expect(ofToday(jonas).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await expect(counted(jonas)).toHaveText(/^Notices\d+$/);
});

test("to take its next step reads a notice, and it is found among the earlier ones", async ({ as }) => {
  const jonas = await as("jonas");
  await jonas.goto(notices);
  const about = await aboutOf(unread(jonas).first());
  const before = await standing(jonas, about);

  await unread(jonas).first().getByRole("button").first().click();

  await expect(jonas).not.toHaveURL(/\/notices/);
  await jonas.goto(notices);
  await expect.poll(() => standing(jonas, about)).toEqual(oneWentOn(before));
});

test("without scripts it is put aside all the same", async ({ as }) => {
  const jonas = await as("jonas", { javaScriptEnabled: false });
  await jonas.goto(notices);
  const about = await aboutOf(unread(jonas).first());
  const before = await standing(jonas, about);

  await unread(jonas)
    .first()
    .getByRole("button", { name: /^Put aside/ })
    .click();

  await expect.poll(() => standing(jonas, about)).toEqual(oneWentOn(before));
});

test("all are marked read at once, and the count goes away", async ({ as }) => {
  const jonas = await as("jonas");
  await jonas.goto(notices);

  await jonas.getByRole("button", { name: "Mark all read" }).click();

  await expect(jonas.getByText("Nothing is unread.")).toBeVisible();
  await expect(counted(jonas)).toHaveText("Notices");
});
