import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test, watch } from "./story";

/** An incident on one sheet of paper, and what people without an account see of it. */

const landscapeA3 = [1191, 842]; // in points, whole

/** The pages of the printed sheet, each as [width, height] in points. */
async function printed(page: Page): Promise<number[][]> {
  const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
  return [...paper.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...size]) =>
    size.map(Number).map(Math.round),
  );
}

const sheet = (page: Page) => page.getByRole("article", { name: "A3 sheet" });

/** Nothing runs over the edge of a column, where paper would cut it. */
async function expectWhole(page: Page) {
  await page.emulateMedia({ media: "print" });
  const over = await sheet(page)
    .locator(".col")
    .evaluateAll((columns) => columns.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight));
  expect(over).toEqual([0, 0]);
  await page.emulateMedia({ media: null });
}

test("a finished incident prints on exactly one landscape A3 page", async ({ as, house }) => {
  const page = await as("jonas");
  await page.goto(house.finished);
  await page.getByRole("link", { name: "A3" }).click();

  await expect(sheet(page)).toContainText("Read aloud");
  expect(await printed(page)).toEqual([landscapeA3]);
  await expectWhole(page);
});

test("a half-finished incident prints on one page too, with room left to write in", async ({ as }) => {
  const page = await as("mara");
  await page.goto("/w/northwind/today");
  await page.getByRole("textbox", { name: "What got in the way?" }).fill("Leads of the fair came without a source");
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByRole("link", { name: "Add more" })).toBeVisible();
  await page.goto("/w/northwind/incidents");
  await page.getByRole("link", { name: "Leads of the fair came without a source" }).click();
  await page.getByRole("link", { name: "A3" }).click();

  await expect(sheet(page)).toContainText("No cause tree was opened yet.");
  expect(await printed(page)).toEqual([landscapeA3]);
});

test("the largest public case and very long words still fit on one page, which says what it leaves out", async ({
  as,
}) => {
  const page = await as("hanne");
  const file = JSON.parse(readFileSync("tests/cases/gitlab-2017.case.json", "utf8"));
  file.key = "long-words";
  file.incidents[0].observed = `${"unbroken".repeat(300)} ${"Long words. ".repeat(400)}`;
  file.incidents[0].title = "A title as long as titles may become ".repeat(4).trim();
  await page.goto("/w/northwind/settings/import");
  const buffer = Buffer.from(JSON.stringify(file));
  await page
    .getByRole("button", { name: "Case files" })
    .setInputFiles([{ name: "long.case.json", mimeType: "application/json", buffer }]);
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await page.getByRole("button", { name: "Take it in" }).click();
  await page
    .getByRole("region", { name: "What was taken in" })
    .getByRole("link", { name: /^Incident/ })
    .first()
    .click();
  await page.getByRole("link", { name: "A3" }).click();

  await expect(sheet(page)).toContainText(/\d+ more whys in the tree/);
  expect(await printed(page)).toEqual([landscapeA3]);
  await expectWhole(page);
});

test("a link shows the sheet to people without an account, without names, until it is withdrawn", async ({
  as,
  browser,
  house,
  watched,
}) => {
  const page = await as("jonas");
  await page.goto(`${house.finished}/a3`);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("The link", { exact: true }).textContent();
  const stranger = await (await browser.newContext()).newPage();
  watch(stranger, watched);
  await stranger.goto(link ?? "");

  await expect(sheet(stranger)).toContainText("Names are left out");
  await expect(sheet(page)).toContainText("Jonas Lindqvist");
  await expect(sheet(stranger)).not.toContainText("Jonas Lindqvist");
  expect(await printed(stranger)).toEqual([landscapeA3]);

  await page.getByRole("button", { name: /^Withdraw the link/ }).click();
  await expect(page.getByRole("button", { name: /^Withdraw the link/ })).toHaveCount(0);
  await stranger.reload();
  await expect(stranger.getByText("This link was withdrawn.")).toBeVisible();
  await stranger.goto(`${new URL(link ?? "").origin}/shared/guessed`);
  await expect(stranger.getByText("Nothing was shared under this link.")).toBeVisible();
  await stranger.context().close();
});
