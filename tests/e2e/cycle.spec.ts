import type { Page } from "@playwright/test";
import { expectSound } from "./looks";
import { expect, test } from "./story";

/** Two sides agree on a cycle, hold a huddle, review it, and hand over to the next. */
test.describe.configure({ mode: "serial" });

const here = "/w/northwind/cycles";
const left = "Name a stand-in for each territory";
const aims = ["Every lead is answered within a day", "One definition of a ready lead", "Fewer leads are sent back"];
let cycle: string;

test("a lead opens the first cycle from the empty page", async ({ as }) => {
  const page = await as("mara");
  await page.goto(here);
  await expect(page.getByRole("main")).toContainText("A cycle is one turn of the year or the quarter");
  await expectSound(page);
  await page.getByRole("link", { name: "Open the first cycle" }).click();
  await page.getByLabel("Name").fill("");
  await page.getByRole("button", { name: "Open it" }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/^Give the cycle a name/);
  await page.getByLabel("Name").fill("The first year");
  await page.getByRole("button", { name: "Open it" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The first year");
  await expect(nextStep(page)).toContainText("Note one pressure and how it stands.");
  await expect(nextStep(page).getByRole("button")).toHaveCount(0);
  cycle = new URL(page.url()).pathname;
});

test("a pressure is noted, and planning follows the scan", async ({ as }) => {
  const page = await as("sina");
  await page.goto(cycle);
  const form = page.getByRole("form", { name: "Note a pressure" });
  await form.getByLabel("What presses from outside?").fill("Two rivals sell by subscription");
  await form.getByRole("button", { name: "Note it" }).click();
  await expect(form.getByLabel("Where does it come from?")).toHaveAccessibleDescription(/^Choose where/);
  await form.getByLabel("Where does it come from?").selectOption({ label: "Competition" });
  await form.getByRole("radio", { name: "rising" }).check();
  await form.getByLabel("How strongly?").selectOption("4");
  await form.getByRole("button", { name: "Note it" }).click();

  await expect(page.getByRole("region", { name: "Pressures" })).toContainText("4 of 5, rising");
  await nextStep(page).getByRole("button", { name: "Go on to planning" }).click();
  await expect(phase(page)).toHaveText("Plan");
});

test("three objectives come onto the table, each with a pair and its measures", async ({ as }) => {
  const page = await as("mara");
  await page.goto(cycle);
  for (const [place, title] of aims.entries()) {
    const form = page.getByRole("form", { name: "Put an objective on the table" });
    const words = form.getByLabel("What do both sides want to reach?");
    if (!(await words.isVisible())) await form.getByText("Put an objective on the table", { exact: true }).click();
    await words.fill(title);
    await form.getByLabel("Owner, Marketing").selectOption({ label: "Mara Lind" });
    await form.getByLabel("Owner, Sales").selectOption({ label: "Sina Roth" });
    await form.getByLabel("Indicator").fill("Hours to the first call");
    await form.getByLabel("Level today").fill("26");
    await form.getByLabel("Level aimed at").fill("under 8");
    await form.getByLabel("Leading measure").fill("Leads accepted the same day");
    await form.getByLabel("Lagging measure").fill("Leads won");
    if (place < 2) await form.getByLabel("Balancing measure").fill("Leads sent back");
    await form.getByRole("button", { name: "Put it on the table" }).click();
    await expect(objective(page, title)).toBeVisible();
  }
  await expectSound(page);

  await nextStep(page).getByRole("button", { name: "Send them into the catchball" }).click();
  await expect(phase(page)).toHaveText("Catchball");
  await expect(objective(page, aims[2])).toContainText("Name a balancing measure");
});

test("the ball goes back and forth until both sides agree to the same words; then a lead commits", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(cycle);
  await agree(mara, aims[0], "Marketing");
  await sina.goto("/w/northwind/today");
  await expect(sina.getByRole("region", { name: "Waits for you" })).toContainText("Sales has not agreed to it");
  await sina.goto(cycle);
  const back = sina.getByRole("form", { name: `Other words for “${aims[0]}”` });
  await back.getByText("Send it back changed").click();
  await back.getByLabel("Level aimed at").fill("under 12");
  await back.getByLabel("Why should it read so?").fill("Eight is out of reach with two people.");
  await back.getByRole("button", { name: "Send it back" }).click();
  await expect(objective(sina, aims[0])).toContainText("Marketing has not answered");
  await expect(objective(sina, aims[0])).toContainText("Eight is out of reach");
  const third = sina.getByRole("form", { name: `Other words for “${aims[2]}”` });
  await third.getByText("Send it back changed").click();
  await third.getByLabel("Balancing measure").fill("Leads lost to silence");
  await third.getByRole("button", { name: "Send it back" }).click();
  await expect(objective(sina, aims[2])).toContainText("Leads lost to silence");
  for (const title of aims) await agree(sina, title, "Sales");
  await expectSound(sina);
  await mara.goto(cycle);
  await expect(nextStep(mara)).toContainText("Marketing has not agreed");
  for (const title of aims) await agree(mara, title, "Marketing");

  await sina.reload();
  await expect(nextStep(sina)).toContainText("A lead commits to it.");
  await nextStep(mara).getByRole("button", { name: "Commit to them" }).click();
  await expect(phase(mara)).toHaveText("Committed");
  await nextStep(mara).getByRole("button", { name: "Begin to work" }).click();
  await expect(phase(mara)).toHaveText("Running");
});

test("an improvement is taken in, and the huddle is written down", async ({ as }) => {
  const page = await as("sina");
  await page.goto("/w/northwind/improvements/new");
  await page.getByLabel("What will be done?").fill(left);
  await page.getByRole("radio", { name: /^Countermeasure/ }).check();
  await page.getByRole("button", { name: "Plan it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(left);
  await page.goto(cycle);
  const choose = page.getByRole("form", { name: "Choose an improvement" });
  await choose.getByLabel("Which one?").selectOption({ label: `${left} (Sina Roth)` });
  await choose.getByRole("button", { name: "Take it in" }).click();
  await expect(page.getByRole("region", { name: "Improvements" })).toContainText(left);
  await nextStep(page).getByRole("link", { name: "Hold the huddle" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Huddle");
  await page.getByRole("button", { name: "Start the timer" }).click();
  await expect(page.getByRole("timer")).toHaveText(/^14:5\d$/);
  const form = page.getByRole("form", { name: "Huddle of today" });
  await form.getByRole("button", { name: "Write it down" }).click();
  await expect(form.getByLabel("What moved")).toHaveAccessibleDescription("Write at least one of the three.");
  await form.getByLabel("Who helps with what").fill("Tom reads the routing rule with Sina.");
  await form.getByRole("button", { name: "Write it down" }).click();
  await expectSound(page);
  await page.goto(cycle);
  await expect(page.getByRole("region", { name: "Huddles" })).toContainText("Tom reads the routing rule with Sina.");
  await expectSound(page);
});

test("the objectives are reviewed, then the whole; what is unfinished needs a decision before it closes", async ({
  as,
}) => {
  const mara = await as("mara");
  await mara.goto(`${cycle}/review`);
  const quarter = mara.getByRole("form", { name: `Decide on “${aims[1]}”` });
  await quarter.getByRole("radio", { name: /^Continue/ }).check();
  await quarter.getByLabel("Why?").fill("Both teams use it by now.");
  await quarter.getByRole("button", { name: "Keep the decision" }).click();
  await expect(mara.getByRole("main")).toContainText("Both teams use it by now.");
  await expectSound(mara);
  await mara.goto(cycle);
  await nextStep(mara).getByRole("button", { name: "Begin the review of the whole" }).click();
  await expect(nextStep(mara)).toContainText("1 improvement is unfinished");
  await nextStep(mara).getByRole("link", { name: "Write the review" }).click();
  const whole = mara.getByRole("form", { name: "Review of the whole" });
  await expect(whole).toContainText("Found effective: 0 of 0 judged");
  await whole.getByLabel("What was verified").fill("Nothing yet: the first year went into definitions.");
  await whole.getByLabel("What came back").fill("Nothing.");
  await whole.getByLabel("What was learned").fill("Name one person a day.");
  await whole.getByLabel("Which pressures moved").fill("None.");
  await whole.getByRole("button", { name: "Keep the review" }).click();
  for (const title of aims) {
    const form = mara.getByRole("form", { name: `Result of “${title}”` });
    await form.getByLabel("What came of it").fill("9 hours in the median.");
    await form.getByRole("button", { name: "Keep the result" }).click();
    await expect(form.getByRole("button", { name: "Keep the result" })).not.toHaveAttribute("aria-busy");
  }
  await expect(mara.getByRole("region", { name: "Results" })).toContainText("3 of 3");
  await expectSound(mara);
  const decide = mara.getByRole("form", { name: `Decide on “${left}”` });
  await decide.getByRole("radio", { name: /^Goes on as it is/ }).check();
  await decide.getByLabel("Why?").fill("The rule waits for the new territories.");
  await decide.getByRole("button", { name: "Keep the decision" }).click();
  await expect(mara.getByRole("region", { name: "Left over" })).toContainText("all decided");

  await mara.goto(cycle);
  await nextStep(mara).getByRole("button", { name: "Close this cycle" }).click();
  await expect(phase(mara)).toHaveText("Closed");
});

test("the next cycle opens from the last: right after it, with its pressures and what was carried over", async ({
  as,
}) => {
  const mara = await as("mara");
  await mara.goto(cycle);
  await nextStep(mara).getByRole("link", { name: "Open the next cycle" }).click();
  await expect(mara.getByRole("main")).toContainText("It follows “The first year”");
  await mara.getByLabel("Name").fill("The second year");
  await mara.getByRole("button", { name: "Open it" }).click();

  await expect(mara.getByRole("heading", { level: 1 })).toHaveText("The second year");
  const pressures = mara.getByRole("region", { name: "Pressures" });
  await expect(pressures).toContainText("not looked at yet");
  await expect(pressures).toContainText("before: 4, rising");
  await mara.goto(here);
  const chain = mara.getByRole("region", { name: "The chain" });
  for (const words of [...aims, "9 hours in the median.", "Name one person a day.", left, "carried over once by now"])
    await expect(chain).toContainText(words);
  await expectSound(mara);
});

const nextStep = (page: Page) => page.getByRole("region", { name: "Next step" });
const phase = (page: Page) => page.getByRole("list", { name: "Phases" }).locator("[aria-current]");
const objective = (page: Page, title = "") =>
  page.getByRole("region", { name: "Objectives" }).getByRole("listitem").filter({ hasText: title }).first();

async function agree(page: Page, title = "", side: string) {
  await page
    .getByRole("form", { name: `Agree to “${title}”` })
    .getByRole("button")
    .click();
  // The button says so as well; what counts is the list of who has.
  await expect(objective(page, title).getByRole("list", { name: "Agreed by" })).toContainText(`${side} agrees`);
}
