import type { Page } from "@playwright/test";
import { aPng, ofText } from "../lib/files/files";
import { expectSound } from "./looks";
import { expect, test } from "./story";
import { addEvidence, line, saved } from "./tree";

/** What an incident cost, what people say about it, and what they show each other. */

const hostile = `<script>window.hurt = 1</script> [here](javascript:window.hurt=1) <img src=x onerror="window.hurt=1">`;
let incident: string;
let tree: string;

test.describe.configure({ mode: "serial" });

test("a cost is told with its range and its basis, changed, taken away and put back", async ({ as }) => {
  const page = await as("mara");
  await log(page, "Forty leads were called twice");
  incident = page.url();

  await addCost(page, { Low: "9.100", Expected: "many", High: "20,600", Basis: "Forty leads" });
  const form = page.getByRole("form", { name: "Add what it cost" });
  await expect(form.getByLabel("Expected")).toHaveAccessibleDescription("Write it as 1,234.50.");
  await expect(form.getByLabel("Low", { exact: true })).toHaveAccessibleDescription("At most two places: 1,234.50.");
  await form.getByLabel("Low", { exact: true }).fill("9,100");
  await form.getByLabel("Expected").fill("14,100");
  await form.getByRole("button", { name: "Add it" }).click();
  await expect(costs(page).getByRole("row", { name: /Forty leads/ })).toContainText("9,100");
  await addCost(page, { Expected: "4,300.50", Basis: "Rework" });
  await expect(costs(page).getByRole("row", { name: /^Together, €/ })).toContainText(/–.*18,400.50.*–/);
  await addCost(page, { In: "Hours", Expected: "82", Basis: "Time sheets" });
  await expect(costs(page).getByRole("row", { name: /Time sheets/ })).toContainText("82 hours");

  await page.getByRole("link", { name: "Change: Rework" }).click();
  const change = page.getByRole("form", { name: "Change what it cost" });
  await change.getByLabel("Low", { exact: true }).fill("3,000");
  await change.getByLabel("High").fill("5,000");
  await change.getByRole("button", { name: "Keep the changes" }).click();
  await expect(
    costs(page).getByRole("img", { name: "From 12,100.00 to 25,600.00 €, 18,400.50 expected" }),
  ).toBeVisible();

  await page.getByRole("button", { name: "Take away: Rework" }).click();
  await expect(costs(page).getByRole("row", { name: /^Together/ })).toHaveCount(0);
  await costs(page).getByText("Taken away (1)").click();
  await page.getByRole("form", { name: "Put back: Rework" }).getByRole("button").click();
  await expect(costs(page).getByRole("row", { name: /^Together, €/ })).toContainText("18,400.50");
});

test("whoever is named in a comment finds it on Today, reads it where it stands, and answers", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(incident);
  const field = mara.getByRole("textbox", { name: "Add a comment" });
  await field.pressSequentially("Bring the *raw* stamps, @sin");
  await expect(mara.getByRole("option", { name: /Sina Roth/ })).toBeVisible();
  await field.press("Enter");
  await expect(field).toHaveValue("Bring the *raw* stamps, @Sina Roth ");
  await mara.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(said(mara, "Bring the raw stamps, @Sina Roth")).toBeVisible();
  await expect(field).toHaveValue("");

  await sina.goto("/w/northwind/today");
  const waits = sina.getByRole("article").filter({ hasText: "Mara Lind names you" });
  await expect(waits).toContainText("Forty leads were called twice");
  await waits.getByRole("button", { name: "Read" }).click();
  await expect(sina).toHaveURL(/\/incidents\/[0-9a-f-]+\?talk=[0-9a-f-]+#comment-/);
  await expect(said(sina, "Bring the raw stamps")).toBeVisible();
  await sina.getByRole("textbox", { name: "Add a comment" }).fill(hostile);
  await sina.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(said(sina, "<script>window.hurt = 1</script>")).toBeVisible();
  expect(await sina.evaluate(() => "hurt" in window)).toBe(false);
  await expect(sina.locator(".prose :is(script, img, a)")).toHaveCount(0);
  await sina.goto("/w/northwind/today");
  await expect(sina.getByText("Mara Lind names you")).toHaveCount(0);

  await mara.reload();
  await mara.getByText("Change", { exact: true }).last().click();
  await mara.getByRole("textbox", { name: "Your comment" }).fill("Bring the stamps.");
  await mara.getByRole("button", { name: "Keep the change" }).click();
  await expect(said(mara, "Bring the stamps.")).toBeVisible();
  await mara.getByRole("form", { name: "Remove your comment" }).getByRole("button").click();
  await expect(mara.getByText("Removed by Mara Lind.")).toBeVisible();
});

test("a picture stands beside its evidence, and what only looks like one is refused", async ({ as }) => {
  const page = await as("mara");
  await page.goto(incident);
  await page.getByRole("link", { name: "Open a tree anyway" }).click();
  await page.getByRole("button", { name: "Open a cause tree" }).click();
  await expect(page).toHaveURL(/\/causes\//);
  await page.getByRole("tree").getByRole("button", { name: "Ask why" }).click();
  await page.keyboard.insertText("Two lists hold the same lead");
  await page.keyboard.press("Escape");
  await expect(line(page, "Two lists")).toBeFocused();
  await saved(page);
  await addEvidence(page, "Both lists of 3 May", "data");
  tree = page.url();

  await page.getByText("Attach a picture or PDF").click();
  await attach(page, "lists.png", ofText("<svg onload='window.hurt=1'/>"));
  await expect(page.getByLabel("Picture or PDF", { exact: true })).toHaveAccessibleDescription(
    /none of them, whatever its name says/,
  );
  await attach(page, "lists.pdf", aPng());

  const shown = page.getByRole("region", { name: "Evidence and status" }).getByRole("link", { name: "lists.pdf" });
  await expect.poll(() => shown.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(2);
  const [saving] = await Promise.all([page.waitForEvent("download"), shown.click()]);
  expect(saving.suggestedFilename()).toMatch(/^lists\.pdf/);
  await page.getByRole("form", { name: "Take away for good: lists.pdf" }).getByRole("button").click();
  await expect(shown).toHaveCount(0);
});

test("without a script people comment, tell costs and attach pictures all the same", async ({ as }) => {
  const page = await as("tom", { javaScriptEnabled: false });
  await page.goto(incident);
  await page.getByRole("textbox", { name: "Add a comment" }).fill("From a plain page, @Sina Roth");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(said(page, "From a plain page")).toBeVisible();
  await addCost(page, { Expected: "7", Basis: "Postage" });
  await expect(costs(page).getByRole("row", { name: /Postage/ })).toContainText("7");

  const whyId = await chosenWhy(page);
  await page.goto(`${new URL(tree).pathname}?why=${whyId}`);
  await page.getByText("Attach a picture or PDF").click();
  await attach(page, "lists.png", ofText("GIF?"));
  await expect(page.getByRole("alert").filter({ hasText: "whatever its name says" })).toBeVisible();
  await page.getByText("Attach a picture or PDF").click();
  await attach(page, "lists.png", aPng());
  await expect(page.getByRole("link", { name: "lists.png" })).toBeVisible();
});

test("costs, comments and files are sound to look at and to listen to, folded and open", async ({ as }) => {
  const page = await as("mara");
  await page.goto(incident);
  await page.getByText("Add what it cost").click();
  await expectSound(page);
  const whyId = await chosenWhy(page);
  await page.goto(`${new URL(tree).pathname}?why=${whyId}`);
  await page.getByText("Attach a picture or PDF").click();
  await expect(page.getByRole("link", { name: "lists.png" })).toBeVisible();
  await expectSound(page);
});

test("an executive reads all of it and can change none of it", async ({ as }) => {
  const page = await as("edda");
  await page.goto("/w/harbour/incidents");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await expect(page.getByRole("textbox", { name: "Add a comment" })).toHaveCount(0);
  await expect(page.getByText("Add what it cost")).toHaveCount(0);
});

const costs = (page: Page) => page.getByRole("region", { name: "Cost" });
const said = (page: Page, words: string) =>
  page.getByRole("region", { name: "Comments" }).locator(".prose").getByText(words);

async function log(page: Page, title: string) {
  await page.goto("/w/northwind/today");
  await page.getByRole("textbox", { name: "What got in the way?" }).fill(title);
  await page.getByRole("button", { name: "Log it" }).click();
  const logged = page.getByRole("status").filter({ hasText: `Logged: “${title}”` });
  await logged.getByRole("link", { name: "Open", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
}

async function addCost(page: Page, said: Record<string, string>) {
  await page.getByText("Add what it cost").click();
  const form = page.getByRole("form", { name: "Add what it cost" });
  for (const [label, words] of Object.entries(said)) {
    const field = form.getByLabel(label, { exact: true });
    if (label === "In") await field.selectOption({ label: words });
    else await field.fill(words);
  }
  await form.getByRole("button", { name: "Add it" }).click();
}

async function attach(page: Page, name: string, content: Uint8Array) {
  await page
    .getByLabel("Picture or PDF", { exact: true })
    .setInputFiles({ name, mimeType: "image/png", buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "Attach it" }).click();
}

/** The id of the only why, as its line links to it. */
async function chosenWhy(page: Page) {
  await page.goto(new URL(tree).pathname);
  const link = await line(page, "Two lists").getByRole("link").getAttribute("href");
  return new URLSearchParams(link ?? "").get("why");
}
