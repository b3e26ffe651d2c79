import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { stage, tell } from "./incident";
import { expect, test } from "./story";
import { addEvidence, choose, endIn, ending, line, missing, readBack, saved, setStatus, typing } from "./tree";

/**
 * The analyst: a public case by hand, from an empty form to a settled tree that may serve as a reference. Two people of
 * two sides; the steps build on one another.
 */
test.describe.configure({ mode: "serial" });

type Told = { observed: string; occurredOn: string; handOff: string; title: string };
type Drawn = { problem: string; whys: { text: string; evidence: { text: string }[] }[] };
const file: { incidents: [Told]; trees: [Drawn] } = JSON.parse(
  readFileSync(join(process.cwd(), "tests/cases/web-leads-2011.case.json"), "utf8"),
);
const [told] = file.incidents;
const [drawn] = file.trees;
const [fetched = "", ownLeads = "", territories = ""] = drawn.whys.map(({ text }) => text);
const audit = drawn.whys[0]?.evidence[0]?.text ?? "";
const title = `${told.title} (by hand)`; // the file itself may have been taken in by another story
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
let incident: string;
let tree: string;

test("the problem is a gap between observed and expected, told from both seats before a tree is opened", async ({
  as,
}) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto("/w/northwind/incidents/new");
  const form = mara.getByRole("form", { name: "Log an incident" });
  await form.getByLabel("What got in the way?").fill(title);
  await form.getByLabel("Observed").fill(told.observed);
  await form.getByLabel("No agreed standard exists").check();
  await form.getByLabel("Gap").fill("63 of 100 firms take longer than an hour, 23 of those never answer; 2,241 firms");
  await form.getByLabel("When", { exact: true }).fill(told.occurredOn);
  await form.getByLabel("The day is approximate").check();
  await form.getByLabel("Hand-off").fill(told.handOff);
  await form.getByRole("radio", { name: "3", exact: true }).check();
  await form.getByRole("button", { name: "Log it" }).click();
  await expect(mara.getByRole("heading", { level: 1 })).toHaveText(title);
  incident = new URL(mara.url()).pathname;

  await tell(mara, "Marketing", "We pay for each lead, and most are cold before somebody calls.");
  await sina.goto(incident);
  await tell(sina, "Sales", "The list comes in the morning; by then it is a day old.");
  await mara.reload();
  const opening = mara.getByRole("form", { name: "Open a cause tree" });
  await opening.getByLabel("The problem it starts from").fill(drawn.problem);
  await opening.getByRole("button", { name: "Open a cause tree" }).click();

  await expect(mara).toHaveURL(/\/causes\//);
  tree = new URL(mara.url()).pathname;
  await expect(number(mara)).toHaveText(/^one-sided draft/);
});

test("both sides write, bring evidence and judge; each sees what the other wrote", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(tree);
  await mara.getByRole("tree").getByRole("button", { name: "Ask why" }).press("Enter");
  await typing(mara).fill(fetched);
  await mara.keyboard.press("Enter");
  await typing(mara).fill(ownLeads);
  await mara.keyboard.press("Escape");
  await saved(mara);
  await choose(mara, fetched);
  await addEvidence(mara, audit, "data");
  await setStatus(mara, "verified");
  await choose(mara, ownLeads);
  await addEvidence(mara, audit, "data");
  await setStatus(mara, "verified");

  await sina.goto(tree);
  await choose(sina, ownLeads);
  await sina.keyboard.press("Enter");
  await typing(sina).fill(territories);
  await sina.keyboard.press("Escape");
  await saved(sina);
  await expect(sina.getByRole("treeitem")).toHaveText([fetched, ownLeads, territories].map((text) => new RegExp(text)));
  await choose(sina, territories);
  await addEvidence(sina, audit, "data");
  await setStatus(sina, "verified");
  await choose(sina, fetched);
  await addEvidence(sina, "Time stamps of the export in the CRM: once a day, at six", "observation");
  await expect(line(sina, fetched)).toContainText("2 evidence");
});

test("the questions to each why are answered one at a time", async ({ as }) => {
  const page = await as("sina");
  await page.goto(tree);
  for (const text of [fetched, territories]) {
    await choose(page, text);
    const questions = page.getByRole("region", { name: "Questions to this why" });
    const necessary = questions.getByRole("form", { name: "Would it still have happened without this?" });
    await necessary.getByRole("button", { name: "No", exact: true }).click();
    const sufficient = questions.getByRole("form", { name: "Is this enough on its own?" });
    await sufficient.getByRole("button", { name: "Yes", exact: true }).click();
    await expect(sufficient).toHaveCount(0);
  }
});

test("two branches end in a root cause, and the third in a question that somebody looks into by a day", async ({
  as,
}) => {
  const page = await as("mara");
  await page.goto(tree);
  for (const [text, category] of [
    [fetched, "Process and hand-off"],
    [territories, "Data and systems"],
  ] as const) {
    await choose(page, text);
    await endIn(page, "root cause", {
      Category: category,
      "How far do we reach, with our sponsors?": "We control it",
      "Without it, would this come back?": "No, it would not come back",
    });
    await expect(ending(page).getByRole("heading")).toContainText("root cause");
    await expect(ending(page)).not.toContainText("Does not hold yet");
  }
  await choose(page, ownLeads);
  await endIn(page, "open question", {});
  await expect(ending(page)).toContainText("Does not hold yet");

  await plan(page, ownLeads, "Count for one quarter whose leads the bonus pays for", /^Investigation/);
  await expect(ending(page)).not.toContainText("Does not hold yet");
  await expect(number(page)).toHaveText(/draft · 49$/);
});

test("both sides sign each line, and the tree is settled as a reference", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(tree);
  await plan(mara, fetched, "Send each lead to the CRM as it comes in", /^Countermeasure/);
  for (const page of [mara, sina]) {
    await page.goto(tree);
    for (const text of [fetched, territories]) {
      await choose(page, text);
      await readBack(page, "It holds");
      const region = page.getByRole("region", { name: "Read back" });
      await expect(region).toContainText(/, Today, \d.*: it holds\./);
    }
  }
  await mara.reload();
  await expect(missing(mara).getByText("gate", { exact: true })).toHaveCount(0);
  await expect(number(mara)).toHaveText(/^reference · 9\d$/);
  await missing(mara).getByRole("button", { name: "Settle the tree" }).click();

  await expect(missing(mara)).toContainText("the tree is settled");
  await sina.reload();
  await expect(sina.getByText("settled", { exact: true })).toBeVisible();
  await expect(number(sina)).toHaveText(/^reference · 9\d$/);
  for (const text of [fetched, territories]) await expect(line(sina, text)).toContainText("root cause:");
  await sina.goto(incident);
  await expect(stage(sina)).toHaveText("Improving");
});

/** The score as one number with its band, in the head of the tree. */
const number = (page: Page) => page.getByRole("link", { name: / · \d+$/ });

/** Plans an improvement from a line, and comes back to it. */
async function plan(page: Page, why: string, title: string, kind: RegExp) {
  await choose(page, why);
  await page.getByRole("link", { name: "Plan an improvement" }).click();
  const form = page.getByRole("form", { name: "Plan an improvement" });
  await expect(page.getByRole("main")).toContainText(why);
  await form.getByLabel("What will be done?").fill(title);
  await form.getByRole("radio", { name: kind }).check();
  await form.getByLabel("In place by").fill(inDays(30));
  await form.getByRole("button", { name: "Plan it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.goto(tree);
  await choose(page, why);
}
