import { devices, type Page } from "@playwright/test";
import { expect, test } from "./story";

const home = "/w/northwind";
const phone = { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } };

const line = (page: Page) => page.getByRole("textbox", { name: "What got in the way?" });
const bar = (page: Page) => page.getByRole("navigation", { name: "Main, small screens" });
const rows = (page: Page, title: string) => page.getByRole("row").filter({ hasText: title });

test("a lead logs friction on a phone: one touch to begin, one line, one touch to log it", async ({ as }) => {
  const page = await as("mara", phone);
  const title = "The webinar list reached Sales without phone numbers 📞";
  await page.goto(`${home}/incidents`);

  await bar(page).getByRole("link", { name: "Log" }).tap();
  await expect(line(page)).toBeFocused();
  await line(page).fill(title);
  await page.getByRole("button", { name: "Log it" }).tap();

  await expect(page.getByRole("status").filter({ hasText: "Logged:" })).toContainText(title);
  await expect(line(page)).toHaveValue("");
  await bar(page).getByRole("link", { name: "Incidents" }).tap();
  await expect(rows(page, title)).toHaveCount(1);
});

test("what was just logged is taken back with one touch, and kept among the withdrawn", async ({ as }) => {
  const page = await as("mara", phone);
  const title = "Logged in the wrong place";
  await page.goto(`${home}/today`);
  await line(page).fill(title);
  await line(page).press("Enter");
  await page.getByRole("button", { name: "Undo" }).tap();

  await expect(page.getByText("Taken back. It is kept among the withdrawn.")).toBeVisible();
  await page.goto(`${home}/incidents?stage=withdrawn`);
  await expect(rows(page, title)).toHaveCount(1);
});

test("a double click logs one incident", async ({ as }) => {
  const page = await as("sina");
  const title = "The price list was changed twice in one week";
  await page.goto(`${home}/today`);
  await line(page).fill(title);
  await page.getByRole("button", { name: "Log it" }).dblclick();
  await expect(page.getByRole("status").filter({ hasText: "Logged:" })).toContainText(title);

  await page.goto(`${home}/incidents`);
  await expect(rows(page, title)).toHaveCount(1);
});

test("the line says what is wrong with it, and keeps it", async ({ as }) => {
  const page = await as("mara");
  await page.goto(`${home}/today`);
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(line(page)).toHaveAccessibleDescription("Say what got in the way.");

  const long = "Leads wait. ".repeat(20).trim();
  await line(page).fill(long);
  await line(page).press("Enter");

  await expect(line(page)).toHaveAccessibleDescription(/160/);
  await expect(line(page)).toHaveValue(long);
});

test("the full form says each fault at its field and keeps everything that was typed", async ({ as }) => {
  const page = await as("mara");
  await page.goto(`${home}/incidents/new`);
  await page.getByLabel("Observed").fill("41 of 112 leads were first called after more than a day.");
  await page.getByLabel("No agreed standard exists").check();
  await page.getByLabel("When", { exact: true }).fill("2026-03-10");
  await page.getByLabel("Until, if it was a period").fill("2026-03-01");
  await page.getByLabel("Hand-off").fill("MQL to sales");
  await page.getByRole("radio", { name: "3", exact: true }).check();
  await page.getByLabel("Category, for now").selectOption({ label: "Process and hand-off" });
  await page.getByLabel("From").selectOption({ label: "Sales" });
  const log = page.getByRole("button", { name: "Log it" });
  await log.click();

  await expect(page.getByLabel("What got in the way?")).toHaveAccessibleDescription("Say what got in the way.");
  await expect(page.getByLabel("What got in the way?")).toBeFocused();
  await page.getByLabel("What got in the way?").fill("37% of web leads wait more than a day");
  await log.click();
  await expect(page.getByLabel("Until, if it was a period")).toHaveAccessibleDescription(
    "The last day lies before the first.",
  );
  await expect(page.getByLabel("What got in the way?")).toHaveValue("37% of web leads wait more than a day");
  await expect(page.getByLabel("Observed")).toHaveValue(/^41 of 112/);
  await expect(page.getByLabel("No agreed standard exists")).toBeChecked();
  await expect(page.getByLabel("Hand-off")).toHaveValue("MQL to sales");
  await expect(page.getByRole("radio", { name: "3", exact: true })).toBeChecked();
  await expect(page.getByLabel("Category, for now")).toHaveValue("process");
  await expect(page.getByLabel("From").locator("option:checked")).toHaveText("Sales");

  await page.getByLabel("Until, if it was a period").fill("2026-03-20");
  await log.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("37% of web leads wait more than a day");
  await expect(page.getByRole("main")).toContainText("No agreed standard exists.");
  await expect(page.getByRole("main")).toContainText("Severity 3 of 4");
});

test("two people editing one incident: the second is shown both texts and loses neither", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(`${home}/incidents/new`);
  await mara.getByLabel("What got in the way?").fill("Campaign leads arrive in bulk on Mondays");
  await mara.getByRole("button", { name: "Log it" }).click();
  await expect(mara).toHaveURL(/\/incidents\/[\da-f-]{36}$/);
  const address = mara.url();
  for (const page of [mara, sina]) {
    await page.goto(address);
    await page.getByRole("link", { name: "Edit" }).click();
    await expect(page.getByRole("button", { name: "Keep the changes" })).toBeVisible();
  }
  await mara.getByLabel("Observed").fill("300 leads at once on Monday at 9");
  await mara.getByRole("button", { name: "Keep the changes" }).click();
  await expect(mara).toHaveURL(address);

  await sina.getByLabel("Observed").fill("Nobody can call 300 leads in a morning");
  await sina.getByRole("button", { name: "Keep the changes" }).click();

  await expect(sina.getByRole("status").filter({ hasText: "What stands now" })).toContainText("300 leads at once");
  await expect(sina.getByLabel("Observed")).toHaveValue("Nobody can call 300 leads in a morning");
  await sina.getByLabel("Observed").fill("300 leads at once on Monday at 9; nobody can call them in a morning");
  await sina.getByRole("button", { name: "Keep the changes" }).click();
  await expect(sina.getByRole("main")).toContainText("nobody can call them in a morning");
});

test("without scripts a member logs, finds and reads an incident, and answers a why", async ({ as }) => {
  const page = await as("sina", { javaScriptEnabled: false });
  const title = "Quotes go out with last year's prices";
  await page.goto(`${home}/today`);
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByText("Say what got in the way.")).toBeVisible();

  await line(page).fill(title);
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByText("Logged:")).toBeVisible();
  await page.reload(); // sends the form once more, and that is still one deed
  await expect(page.getByText("Logged:")).toBeVisible();
  await page.goto(`${home}/incidents?text=last+year`);
  await expect(rows(page, title)).toHaveCount(1);
  await rows(page, title).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);

  await page.getByRole("link", { name: "Write the Sales perspective" }).click();
  await page
    .getByRole("textbox", { name: "How did it look from Sales?" })
    .fill("We copy the last quote, and nobody looks at the list.");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByRole("blockquote")).toHaveText("We copy the last quote, and nobody looks at the list.");

  await page.getByRole("link", { name: "Open a tree anyway" }).click();
  await page.getByRole("button", { name: "Open a cause tree" }).click();
  await expect(page).toHaveURL(/\/causes\//);
  await page.getByLabel("Why did the problem happen?").fill("Quotes are copied from the last one");
  const answer = page.getByRole("form", { name: "Answer why" });
  await answer.getByRole("button", { name: "Ask why" }).click();
  const why = page.getByRole("treeitem").filter({ hasText: "Quotes are copied from the last one" });
  await why.getByRole("link").click();
  const chosen = page.getByRole("region", { name: "The chosen why" });
  await chosen.locator("summary").click();
  await answer.getByLabel("Why did this happen?").fill("The price list has no page of its own");
  await answer.getByRole("button", { name: "Ask why" }).click();

  await expect(page.getByRole("treeitem")).toHaveText([/copied from the last/, /no page of its own/]);
  await expect(page.getByRole("treeitem").last()).toHaveAttribute("aria-level", "2");
});
