import type { Page } from "@playwright/test";
import { stage, tell } from "./incident";
import { expect, test } from "./story";
import {
  addEvidence,
  choose,
  endIn,
  ending,
  line,
  missing,
  readBack,
  reword,
  safety,
  saved,
  setStatus,
  typing,
} from "./tree";

/** Two members of two sides write one tree, each in their own browser, and sign it. */
test.describe.configure({ mode: "serial" });

const problem = "37% of web leads wait more than a day for a first call";
const once = "Leads are fetched from the CRM once a day";
const monthly = "The export job was set up for a monthly report";
const territory = "Distribution rules go by territory";
const spam = "Spam filters eat the mails";
let incident: string;
let tree: string;

test("each side tells how it looked, and a tree is opened on the incident", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto("/w/northwind/incidents/new");
  await mara.getByLabel("What got in the way?").fill(problem);
  await mara.getByRole("button", { name: "Log it" }).click();
  await expect(mara.getByRole("heading", { level: 1 })).toHaveText(problem);
  incident = new URL(mara.url()).pathname;

  await tell(mara, "Marketing", "We pay for each lead and hear nothing for days.");
  await sina.goto(incident);
  await expect(sina.getByRole("region", { name: "Perspectives" })).toContainText("hear nothing for days");
  await tell(sina, "Sales", "The list is full of people who only wanted the white paper.");

  await mara.reload();
  await mara.getByRole("button", { name: "Open a cause tree" }).click();
  await expect(mara).toHaveURL(/\/causes\//);
  tree = new URL(mara.url()).pathname;
  await sina.reload();
  await sina.getByRole("link", { name: "Open the tree" }).click();
  await expect(sina).toHaveURL(tree);
  await sina.goto(incident);
  await expect(stage(sina)).toHaveText("In analysis");
});

test("a tree is written, moved and joined without leaving the keyboard", async ({ as }) => {
  const page = await as("mara");
  await page.goto(tree);
  const press = (key: string) => page.keyboard.press(key);
  const write = (text: string) => typing(page).fill(text);

  await page.getByRole("tree").getByRole("button", { name: "Ask why" }).press("Enter");
  await write(once);
  await press("Tab");
  await write(monthly);
  await press("Enter");
  await write(territory);
  await press("Enter");
  await press("Shift+Tab"); // nothing was typed: it belongs one line up
  await write(spam);
  await press("Escape");
  await expectLines(page, [once, 1], [monthly, 2], [territory, 2], [spam, 1]);

  await press("ArrowUp");
  await expect(line(page, territory)).toBeFocused();
  await press("Alt+ArrowUp");
  await expectLines(page, [once, 1], [territory, 2], [monthly, 2], [spam, 1]);
  await press("Alt+ArrowDown");
  await expectLines(page, [once, 1], [monthly, 2], [territory, 2], [spam, 1]);
  await press("Alt+ArrowRight");
  await expectLines(page, [once, 1], [monthly, 2], [territory, 3], [spam, 1]);
  await press("Alt+ArrowLeft");
  await expectLines(page, [once, 1], [monthly, 2], [territory, 2], [spam, 1]);

  await press("j");
  await expect(line(page, monthly)).toContainText("joint");
  await expect(line(page, territory)).toBeFocused();
  await press("j");
  await expect(page.getByText("joint", { exact: true })).toHaveCount(0);

  await page.reload();
  await expectLines(page, [once, 1], [monthly, 2], [territory, 2], [spam, 1]);
});

test("one's own deeds are undone and redone, and what the other did stays", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(tree);
  await choose(mara, monthly);
  await mara.keyboard.press("Alt+ArrowDown");
  await expectLines(mara, [once, 1], [territory, 2], [monthly, 2], [spam, 1]);
  await sina.goto(tree);
  await reword(sina, spam, "Spam filters eat the first mails");
  await saved(sina);

  await choose(mara, monthly);
  await mara.keyboard.press("Control+z");
  await expectLines(mara, [once, 1], [monthly, 2], [territory, 2], [/Spam/, 1]);
  await mara.keyboard.press("Control+Shift+z");
  await expectLines(mara, [once, 1], [territory, 2], [monthly, 2], [/Spam/, 1]);
  await mara.keyboard.press("Control+z");
  await expectLines(mara, [once, 1], [monthly, 2], [territory, 2], [/Spam/, 1]);

  await mara.reload();
  await expectLines(mara, [once, 1], [monthly, 2], [territory, 2], ["Spam filters eat the first mails", 1]);
});

test("two people reword one why: the second sees both texts, and nothing is overwritten", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  for (const page of [mara, sina]) await page.goto(tree);
  // Her line is down, or her page would show the other's words before she has written hers.
  await sina.context().setOffline(true);
  await reword(mara, territory, "Distribution rules go by postcode");
  await saved(mara);

  await reword(sina, territory, "Distribution rules go by region");
  await sina.context().setOffline(false);

  const both = line(sina, "Distribution rules").getByRole("alert");
  await expect(both).toContainText("Yours: “Distribution rules go by region”");
  await expect(both).toContainText("Theirs: “Distribution rules go by postcode”");
  await mara.reload();
  await expect(line(mara, "Distribution rules go by postcode")).toBeVisible();
  await both.getByRole("button", { name: "Join both" }).click();
  await expect(both).toHaveCount(0);
  await saved(sina);
  await mara.reload();
  await expect(line(mara, "Distribution rules go by postcode / Distribution rules go by region")).toBeVisible();
  await reword(mara, "Distribution rules", territory);
  await saved(mara);
});

test("while the line is down the text is kept and said to be unsaved, and is saved when it is back", async ({ as }) => {
  const page = await as("mara");
  await page.goto(tree);
  await page.context().setOffline(true);
  await reword(page, "Spam filters", spam);

  await expect(safety(page)).toContainText("Could not save: your text is kept on this device");
  await expect(line(page, spam)).toBeVisible();

  await page.context().setOffline(false);
  await expect(safety(page)).toContainText(/^Saved \d/);
  await page.reload();
  await expect(line(page, spam)).toBeVisible();
  await expect(page.getByText("Not saved last time")).toHaveCount(0);
});

test("what was typed and never acknowledged is offered again when the page is opened anew", async ({ as }) => {
  const page = await as("mara");
  const context = page.context();
  const late = "The stand-in is not named anywhere";
  await page.goto(tree);
  await choose(page, once);
  await context.setOffline(true);
  await page.keyboard.press("Enter");
  await typing(page).fill(late);
  await typing(page).press("Escape");
  await expect(safety(page)).toContainText("Could not save");
  // The browser is gone, and with it everything but what the device kept. One that is closed in order may be on line for a
  // moment before it ends, and send what waits.
  await Promise.all([page.waitForEvent("crash"), page.goto("chrome://crash").catch(() => {})]);
  await page.close();
  await context.setOffline(false);

  const again = await context.newPage();
  await again.goto(tree);
  const kept = again.getByRole("region", { name: "Not saved last time" });
  await expect(kept).toContainText(late);
  await kept.getByRole("button", { name: "Save it now" }).click();

  await expect(line(again, late)).toBeVisible();
  await saved(again);
  await again.reload();
  await expect(line(again, late)).toHaveAttribute("aria-level", "1");
  await expect(again.getByRole("region", { name: "Not saved last time" })).toHaveCount(0);
  await choose(again, late);
  await again.keyboard.press("Delete");
  await expect(line(again, late)).toHaveCount(0);
});

test("evidence and status: nothing is verified without support, nothing refuted without a reason", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(tree);
  await choose(mara, once);
  const form = mara.getByRole("form", { name: "Status" });
  await mara.getByText("Change the status").click();
  await form.getByRole("radio", { name: "verified", exact: true }).check();
  await form.getByRole("button", { name: "Set the status" }).click();
  await expect(form).toContainText(/evidence/);
  await expect(line(mara, once)).toContainText("hypothesis");

  await mara.reload();
  await choose(mara, once);
  await addEvidence(mara, "CRM time stamps of eight weeks", "data");
  await setStatus(mara, "verified");
  await expect(line(mara, once)).toContainText("verified");
  await choose(mara, monthly);
  await addEvidence(mara, "The job's settings, seen together", "observation");
  await setStatus(mara, "verified");

  await sina.goto(tree);
  await choose(sina, spam);
  await setStatus(sina, "refuted", "All 41 mails were in the inbox.");
  await expect(line(sina, spam)).toContainText("refuted");
  await choose(sina, monthly);
  await addEvidence(sina, "Sales got the list every fourth Friday", "document");
});

test("a dispute stands with its reason until that side answers anew, and neutral people cannot sign", async ({
  as,
}) => {
  const [mara, sina, hanne] = [await as("mara"), await as("sina"), await as("hanne")];
  await mara.goto(tree);
  await choose(mara, monthly);
  await readBack(mara, "It holds");
  await sina.goto(tree);
  await choose(sina, monthly);
  await readBack(sina, "It leaps", "A monthly job would run monthly, not daily.");

  await mara.reload();
  await expect(missing(mara)).toContainText("Sales disputes");
  await expect(missing(mara)).toContainText("A monthly job would run monthly, not daily.");
  await expect(mara.getByRole("main")).toContainText("one why disputed");
  await expect(line(mara, monthly).getByRole("img", { name: "Sales disputes this" })).toBeVisible();
  await hanne.goto(tree);
  await choose(hanne, monthly);
  await expect(hanne.getByRole("form", { name: "Read back" })).toHaveCount(0);

  await choose(mara, monthly);
  await addEvidence(mara, "Its schedule was changed from monthly to daily in May", "document");
  await sina.reload();
  await choose(sina, monthly);
  await expect(sina.getByText("Its schedule was changed")).toBeVisible();
  await readBack(sina, "It holds");
  await mara.reload();
  await expect(missing(mara)).not.toContainText("disputes");
  await expect(line(mara, monthly).getByRole("img", { name: "Sales has signed" })).toBeVisible();
});

test("a branch ends where its rules hold; what is missing next empties, and both sides' tree is settled", async ({
  as,
}) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(tree);
  await expect(missing(mara)).toContainText("has no ending");
  await expect(missing(mara).getByRole("button", { name: "Settle the tree" })).toHaveCount(0);

  await choose(mara, monthly);
  const answers = { Category: "Data and systems", "How far do we reach, with our sponsors?": "We control it" };
  await endIn(mara, "root cause", answers);
  const removal = ending(mara).getByLabel("Without it, would this come back?");
  await expect(removal).toHaveAccessibleDescription("Answer: without it, would this come back?");
  await expect(ending(mara).getByLabel("Category")).toHaveValue("data_system");
  await removal.selectOption({ label: "No, it would not come back" });
  await ending(mara).getByRole("button", { name: "Set the ending" }).click();
  await expect(ending(mara).getByRole("heading")).toContainText("root cause");
  await choose(mara, territory);
  await endIn(mara, "escalated", { "Who received it": "Head of Sales operations", "Handed on for": "2026-05-04" });
  await expect(line(mara, territory)).toContainText("escalated: Head of Sales operations");

  await expect(missing(mara)).toContainText(`Marketing has not read back “${once}”`);
  await choose(mara, once);
  await readBack(mara, "It holds");
  await sina.goto(tree);
  await choose(sina, once);
  await readBack(sina, "It holds");

  await mara.reload();
  await expect(missing(mara).getByText("gate", { exact: true })).toHaveCount(0);
  await expect(missing(mara)).not.toContainText("read back");
  await expect(mara.getByRole("link", { name: /^(usable|solid)/ })).toBeVisible();
  await missing(mara).getByRole("button", { name: "Settle the tree" }).click();
  await expect(mara.getByText("settled", { exact: true })).toBeVisible();
  await expect(line(mara, monthly)).toContainText("root cause: data");
  await mara.goto(incident);
  await expect(stage(mara)).toHaveText("Improving");
  await mara.getByRole("region", { name: "Root causes" }).getByRole("link", { name: monthly }).click();
  await expect(mara.getByRole("heading", { level: 1 })).toHaveText(monthly);
});

test("rewording what was signed unsettles the tree, and asks both sides again", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await sina.goto(tree);
  await reword(sina, once, "Leads are fetched from the CRM at noon, once a day");

  await expect(sina.getByText("settled", { exact: true })).toHaveCount(0);
  await expect(missing(sina)).toContainText("Marketing has not read back");
  await expect(missing(sina)).toContainText("Sales has not read back");
  await mara.goto(incident);
  await expect(stage(mara)).toHaveText("In analysis");
  await expect(mara.getByRole("complementary")).toContainText("touched what was settled; the cause tree is open again");
});

async function expectLines(page: Page, ...lines: [text: string | RegExp, level: number][]) {
  await saved(page);
  const items = page.getByRole("treeitem");
  await expect(items).toHaveText(lines.map(([text]) => (typeof text === "string" ? new RegExp(text) : text)));
  for (const [at, [, level]] of lines.entries()) await expect(items.nth(at)).toHaveAttribute("aria-level", `${level}`);
}
