import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./story";

/** The board: cards moved by mouse, by keys and without scripts; limits that ask; views that both sides see. */
test.describe.configure({ mode: "serial" });

const board = "/w/northwind/improvements";
const dragged = "Ask ten lost customers who called them";
const typed = "Count the leads that nobody called";
const clicked = "Read the routing log of one week";
const unwritten = "Route each lead to a person of the day";
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("a case brings four plans, of which three are written whole", async ({ as }) => {
  const page = await as("mara");
  await takeIn(page);
  for (const title of [dragged, typed, clicked]) await writePlan(page, title);

  await page.goto(board);

  for (const title of [dragged, typed, clicked, unwritten]) await expect(lane(page, "Plan")).toContainText(title);
  await expect(card(page, dragged)).toContainText("waits for Mara Lind");
  await expect(card(page, dragged)).toContainText("new today");
});

test("a card whose plan is written whole is dragged from Plan to Do", async ({ as }) => {
  const page = await as("mara");
  await openBoard(page);

  await drag(page, dragged, "Do");

  await expect(moved(page)).toContainText(`“${dragged}” is in Do now. Its prediction and check plan are fixed.`);
  await expect(lane(page, "Do")).toContainText(dragged);
  await expect(lane(page, "Plan")).not.toContainText(dragged);
});

test("a lane that a card may not go to says why, while it is held and when it is dropped", async ({ as }) => {
  const page = await as("mara");
  await openBoard(page);
  await hold(page, dragged, "Plan");
  await expect(lane(page, "Plan").locator(".drop-words")).toContainText("its prediction is fixed");
  await page.mouse.up();

  await expect(said(page)).toContainText(`“${dragged}” stays in Do.`);
  await expect(lane(page, "Do")).toContainText(dragged);

  await hold(page, dragged, "Check");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.locator(".ghost")).toHaveCount(0);
  await expect(said(page)).toContainText(`“${dragged}” stays in Do.`);
  await expect(page).toHaveURL(/\/improvements\?moved=|\/improvements$/);
});

test("a move that needs words opens the page at the form that is missing", async ({ as }) => {
  const page = await as("mara");
  await openBoard(page);

  await drag(page, unwritten, "Do");

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(unwritten);
  const asked = page.getByRole("region", { name: "Prediction", exact: true }).getByRole("status");
  await expect(asked).toContainText("To go to Do it still needs:");
  await expect(asked).toContainText("Name the measure, or what is counted.");
  await expect(page.getByRole("form", { name: "Prediction" }).getByLabel("Level today")).toBeVisible();

  await openBoard(page);
  await drag(page, dragged, "Check");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(dragged);
  const next = page.getByRole("region", { name: "Next step" });
  await expect(next.getByRole("status")).toContainText("To go to Check it needs the day since when it is in place");
  await expect(next.getByRole("button", { name: "It is in place" })).toBeVisible();
});

test("arrows go from card to card, M opens where a card may go, Enter moves it", async ({ as }) => {
  const page = await as("mara");
  await openBoard(page);
  await link(page, dragged).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(lane(page, "Plan").locator("h3 a:focus")).toHaveCount(1);
  await link(page, typed).focus();
  await page.keyboard.press("m");
  const menu = card(page, typed).locator(".menu-sheet");
  await expect(menu.getByRole("button", { name: /^Do/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(link(page, typed)).toBeFocused();
  await expect(menu).toBeHidden();
  await page.keyboard.press("m");
  await expect(menu.getByRole("button", { name: /^Do/ })).toBeFocused();

  await page.keyboard.press("Enter");

  await expect(moved(page)).toContainText(`“${typed}” is in Do now.`);
  await expect(lane(page, "Do")).toContainText(typed);
});

test("a lead says how many a lane may hold; a full one asks both sides and stops nobody", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await openBoard(mara);
  const form = mara.getByRole("form", { name: "Limit of Do" });
  await form.getByText("Set a limit").click();
  await form.getByLabel("At most").fill("many");
  await form.getByRole("button", { name: "Keep the limit" }).click();
  await expect(form.getByLabel("At most")).toHaveAccessibleDescription(/Give a whole number/);
  await form.getByLabel("At most").fill("1");
  await form.getByRole("button", { name: "Keep the limit" }).click();

  await expect(lane(mara, "Do").getByRole("heading", { level: 2 })).toHaveText(/^Do \d+ of 1$/);
  await expect(lane(mara, "Do")).toContainText("What could be finished first?");
  await openBoard(sina);
  await expect(lane(sina, "Do").getByRole("heading", { level: 2 })).toHaveText(/^Do \d+ of 1$/);
  await expect(sina.getByRole("form", { name: "Limit of Do" })).toHaveCount(0);
});

test("without scripts the menu of a card moves it, asks, or says why not", async ({ as }) => {
  const page = await as("mara", { javaScriptEnabled: false });
  await page.goto(board);
  await card(page, unwritten).locator(".move > summary").click();
  await expect(card(page, unwritten).locator(".menu-sheet")).toContainText("Work starts first, in Do.");
  await card(page, unwritten).locator(".menu-sheet").getByRole("link", { name: /^Do/ }).click();
  await expect(page.getByRole("region", { name: "Prediction", exact: true }).getByRole("status")).toContainText(
    "it still needs:",
  );
  await page.goto(board);
  await card(page, clicked).locator(".move > summary").click();

  await card(page, clicked).locator(".menu-sheet").getByRole("button", { name: /^Do/ }).click();

  await expect(moved(page)).toContainText(`“${clicked}” is in Do now.`);
  await expect(moved(page)).toContainText(/That makes \d+ of 1 there/);
  await expect(lane(page, "Do")).toContainText(clicked);
});

test("what is filtered is kept as a view, and one that is shared is seen by the other side", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(`${board}?kind=investigation`);
  await expect(mara.getByRole("search")).toContainText(/\d+ of \d+ shown/);
  await openViews(mara, "Views");
  await views(mara).getByRole("link", { name: "Keep these filters…" }).click();
  const form = mara.getByRole("form", { name: "Keep a view" });
  await form.getByRole("button", { name: "Keep it" }).click();
  await expect(form.getByLabel("Name")).toHaveAccessibleDescription("Give the view a name.");
  await form.getByLabel("Name").fill("What we look into");
  await form.getByLabel("Show it to everybody in this workspace").check();
  await form.getByRole("button", { name: "Keep it" }).click();
  await expect(mara).toHaveURL(/\/improvements\?kind=investigation$/);
  await expect(mara.getByRole("search").locator("summary").filter({ hasText: "What we look into" })).toBeVisible();

  await sina.goto(board);
  await expect(lane(sina, "Plan")).toContainText(unwritten);
  await openViews(sina, "Views");
  await views(sina)
    .getByRole("link", { name: /^What we look into/ })
    .click();

  await expect(sina).toHaveURL(/\/improvements\?kind=investigation$/);
  await expect(lane(sina, "Do")).toContainText(dragged);
  await expect(lane(sina, "Plan")).not.toContainText(unwritten);
  await sina.goto("/w/northwind/views");
  await expect(view(sina, "What we look into")).toContainText("by Mara Lind");
  await expect(view(sina, "What we look into").getByRole("button")).toHaveCount(0);
});

test("its maker renames a view, takes it back, removes it and puts it back", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto("/w/northwind/views");
  const rename = mara.getByRole("form", { name: "Rename What we look into" });
  await rename.getByText("Rename").click();
  await rename.getByLabel("Name").fill("Looking into");
  await rename.getByRole("button", { name: "Keep the name" }).click();
  await view(mara, "Looking into").getByRole("button", { name: "Only for me" }).click();
  await expect(view(mara, "Looking into")).toContainText("Only for you");
  await sina.goto("/w/northwind/views");
  await expect(sina.getByRole("main")).toContainText("None yet.");

  await view(mara, "Looking into").getByRole("button", { name: "Remove" }).click();

  const removed = mara.getByRole("region", { name: "Removed" });
  await expect(removed).toContainText("“Looking into” was removed.");
  await expect(view(mara, "Looking into")).toHaveCount(0);
  await removed.getByRole("button", { name: "Undo" }).click();
  await expect(view(mara, "Looking into")).toBeVisible();
});

test("a board on a wall has no rail and nothing to move", async ({ as }) => {
  const page = await as("sina");
  await page.goto(board);
  await page.getByRole("link", { name: "On a wall" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Marketing and Sales");
  await expect(lane(page, "Do")).toContainText(dragged);
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.locator(".move")).toHaveCount(0);
  await page.getByRole("link", { name: "Leave the wall" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
});

const lane = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name} `) });
const card = (page: Page, title: string) => page.getByRole("article").filter({ hasText: title });
const link = (page: Page, title: string) => card(page, title).getByRole("link", { name: title });
const moved = (page: Page) => page.getByRole("status", { name: "What moved" });
const said = (page: Page) => page.locator(".board-foot").getByRole("status");
const views = (page: Page) => page.getByRole("search").locator("details[open] .menu-sheet");
const view = (page: Page, name: string) => page.getByRole("listitem", { name, exact: true });
const openViews = (page: Page, name: string) =>
  page.getByRole("search").locator("summary").filter({ hasText: name }).click();

/** With what drags and walks: it comes after the page. */
async function openBoard(page: Page) {
  await page.goto(board);
  await expect(page.locator(".board-foot")).toContainText("from card to card");
}

async function hold(page: Page, title: string, to: string) {
  await card(page, title).scrollIntoViewIfNeeded();
  const { x, y } = await middle(card(page, title));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y + 10, { steps: 3 });
  await expect(page.locator(".ghost")).toBeVisible();
  const there = await middle(lane(page, to).getByRole("heading", { level: 2 }));
  await page.mouse.move(there.x, there.y, { steps: 3 });
  await expect(page.locator(".lane[data-over] h2")).toContainText(to);
}

async function middle(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error("Nothing is seen there.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, title: string, to: string) {
  await hold(page, title, to);
  await page.mouse.up();
}

/** An investigation asks for a sentence each, an owner and a day. */
async function writePlan(page: Page, title: string) {
  await page.goto(`${board}?view=age`);
  await page.getByRole("row").filter({ hasText: title }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const prediction = page.getByRole("form", { name: "Prediction" });
  await prediction.getByLabel("What do we expect of it, in a sentence?").fill("We know who called whom.");
  await prediction.getByLabel("How will we see that it worked, in a sentence?").fill("Ten answers are written down.");
  await prediction.getByRole("button", { name: "Keep the prediction" }).click();
  await expect(page.getByRole("region", { name: "Prediction", exact: true })).toContainText("How we see it:");
  const plan = page.getByRole("form", { name: "Edit" });
  await plan.getByLabel("Owner").selectOption({ label: "Mara Lind, Marketing" });
  await plan.getByLabel("In place by").fill(inDays(14));
  await plan.getByRole("button", { name: "Keep the changes" }).click();
  await expect(
    page.getByRole("region", { name: "Next step" }).getByRole("button", { name: "Start work" }),
  ).toBeVisible();
}

async function takeIn(page: Page) {
  const plan = { strength: null, whys: ["calls/1"], result: null };
  const file = {
    format: "common-cause/case@1",
    key: "board-story",
    title: "Leads that nobody called",
    source: { name: "A story", year: null, note: "" },
    relationship: ["Marketing", "Sales"],
    incidents: [],
    trees: [
      {
        key: "calls",
        incidents: [],
        problem: "Ten leads were called by nobody",
        whys: [
          {
            key: "1",
            text: "No rule says who calls a lead on a Friday afternoon",
            kind: "rule",
            status: "hypothesis",
            joint: null,
            ending: null,
            sameAs: null,
            category: null,
            evidence: [],
            whys: [],
          },
        ],
      },
    ],
    improvements: [
      { key: "dragged", title: dragged, kind: "investigation", ...plan },
      { key: "typed", title: typed, kind: "investigation", ...plan },
      { key: "clicked", title: clicked, kind: "investigation", ...plan },
      { key: "unwritten", title: unwritten, kind: "countermeasure", ...plan },
    ],
  };
  await page.goto("/w/northwind/settings/import");
  await page.getByText("Or paste one").click();
  await page.getByLabel("The text of a case file").fill(JSON.stringify(file));
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await page.getByRole("button", { name: "Take it in" }).click();
  await expect(page.getByRole("status").filter({ hasText: "1 of 1 files taken in." })).toBeVisible();
}
