import type { Page } from "@playwright/test";
import { expect, test } from "./story";

/** How incidents flow: charts that count what is logged and closed, of the weeks that are asked for, to take along. */

const flow = "/w/harbour/trends/flow";

const figure = (page: Page, label: RegExp) =>
  page.getByRole("figure").filter({ has: page.getByRole("img", { name: label }) });
const stages = (page: Page) => figure(page, /^Open incidents in each stage/);
const openedClosed = (page: Page) => figure(page, /^Incidents opened and closed by week/);
const ages = (page: Page) => figure(page, /^Age of open incidents/);
const note = (page: Page) => page.getByRole("main").locator("header");

/** The rows of a CSV file of ours without the first; none of its cells holds a comma. */
const rowsOf = (csv: string) =>
  csv
    .trim()
    .split("\r\n")
    .slice(1)
    .map((row) => row.split(",").map((cell) => cell.replaceAll('"', "")));

test("an executive comes from Trends, and chooses the weeks", async ({ as }) => {
  const page = await as("edda");
  await page.goto("/w/harbour/trends");
  await page.getByRole("main").getByRole("link", { name: "Flow", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How incidents flow");
  await expect(note(page)).toContainText("the last 13 weeks");
  await expect(openedClosed(page).getByRole("heading")).toHaveText(/^\d+ incidents opened and \d+ closed in 13 weeks$/);
  await expect(stages(page).getByRole("heading")).toHaveText(/^\d+ open now, \d+ on average; /);

  const weeks = page.getByRole("navigation", { name: "Weeks" });
  await weeks.getByRole("link", { name: "A year" }).click();
  await expect(weeks.getByRole("link", { name: "A year" })).toHaveAttribute("aria-current", "page");
  await expect(note(page)).toContainText("the last 52 weeks");
  await expect(openedClosed(page).getByRole("heading")).toHaveText(/ in 52 weeks$/);

  await page.getByRole("navigation", { name: "Path" }).getByRole("link", { name: "Trends" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Does it get better?");
});

test("the file of a chart has the rows of its table, and its picture stands by itself", async ({ as }) => {
  const page = await as("edda");
  await page.goto(`${flow}?span=year`);
  const chart = openedClosed(page);
  await chart.getByText("As a table", { exact: true }).click();
  const table = chart.getByRole("table");
  await expect(table.getByRole("row")).toHaveCount(53);
  const shown = await table
    .getByRole("row")
    .evaluateAll((rows) =>
      rows.slice(1).map((row) => [...row.querySelectorAll("td")].slice(1).map((cell) => cell.textContent)),
    );

  const csv = await page.request.get((await chart.getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "");
  const svg = await page.request.get((await chart.getByRole("link", { name: "SVG" }).getAttribute("href")) ?? "");

  expect(csv.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect(rowsOf(await csv.text()).map((row) => row.slice(1))).toEqual(shown);
  expect(svg.headers()["content-type"]).toBe("image/svg+xml; charset=utf-8");
  expect(await svg.text()).toMatch(/^<svg [^>]*>.*incidents opened.*<\/svg>$/s);
});

test("what is logged is open at once, and the oldest are a click away", async ({ as }) => {
  const page = await as("mara");
  const log = async (title: string) => {
    await page.goto("/w/northwind/today");
    await page.getByRole("textbox", { name: "What got in the way?" }).fill(title);
    await page.getByRole("button", { name: "Log it" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Logged:" })).toContainText(title);
    await page.goto("/w/northwind/trends/flow");
    await expect(stages(page).getByRole("heading")).toHaveText(/^\d+ open now, /);
    return Number.parseInt((await stages(page).getByRole("heading").textContent()) ?? "", 10);
  };

  const before = await log("Nobody sees how many incidents wait");
  const after = await log("Nobody sees how long incidents wait");

  expect(after).toBe(before + 1);
  await expect(ages(page).getByRole("heading")).toHaveText(new RegExp(` of ${after} open incidents `));
  const oldest = page.getByRole("region", { name: /^The oldest has been open for / });
  const link = oldest.getByRole("row").nth(1).getByRole("link");
  const title = (await link.textContent()) ?? "";
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
});

test("the single values of a chart are read with the arrow keys", async ({ as }) => {
  const page = await as("edda");
  await page.goto(flow);
  const drawing = openedClosed(page).getByRole("img");
  await expect(drawing).toHaveAttribute("tabindex", "0");
  const read = openedClosed(page).locator("[aria-live]");

  // What reads them is fetched at the first key.
  await drawing.focus();
  await page.keyboard.press("End");
  await expect(read).toHaveText(/^Week from .*: \d+ opened, \d+ closed$/);
  const last = (await read.textContent()) ?? "";
  await page.keyboard.press("ArrowLeft");
  await expect(read).not.toHaveText(last);
  await page.keyboard.press("Escape");
  await expect(read).toHaveText("");
});
