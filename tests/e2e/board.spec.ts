import type { Locator, Page } from "@playwright/test";
import { takeInPlans, writePlan } from "./plans";
import { expect, test } from "./story";

/** The board: cards moved by mouse, by finger, by keys and without scripts; limits that ask. */
test.describe.configure({ mode: "serial" });

const board = "/w/northwind/improvements";
const dragged = "Ask ten lost customers who called them";
const typed = "Count the leads that nobody called";
const clicked = "Read the routing log of one week";
const touched = "Ask the people of the fair who took the cards";
const unwritten = "Route each lead to a person of the day";

test("a case brings five plans, of which four are written whole", async ({ as }) => {
  const page = await as("mara");
  const whole = [dragged, typed, clicked, touched];
  await takeInPlans(page, "board-story", {
    ...Object.fromEntries(whole.map((title) => [title, "investigation" as const])),
    [unwritten]: "countermeasure",
  });
  for (const title of whole) await writePlan(page, title);

  await page.goto(board);

  for (const title of [...whole, unwritten]) await expect(lane(page, "Plan")).toContainText(title);
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

test("on a phone a card is held by a long press, taken along to the next lane and dropped there", async ({ as }) => {
  const page = await as("mara", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await openBoard(page);
  const finger = await aFinger(page);
  await card(page, touched).scrollIntoViewIfNeeded();
  const { x, y } = await middle(link(page, touched));

  await finger("touchStart", { x, y });
  await expect(page.locator(".ghost")).toBeVisible();
  await expect(page.locator(".lane[data-drop=now] .drop-words")).toContainText("Work starts.");
  // At the edge of the screen the page moves along under the card.
  const heading = lane(page, "Do").getByRole("heading", { level: 2 });
  await finger("touchMove", { x, y: 820 });
  await expect.poll(async () => (await middle(heading)).y, { intervals: [50] }).toBeLessThan(600);
  await finger("touchMove", { x, y: 400 });
  // A busy machine scrolls on for a moment: the finger goes where the lane is by then.
  await expect(async () => {
    await finger("touchMove", await middle(heading));
    await expect(page.locator(".lane[data-over] h2")).toContainText("Do", { timeout: 500 });
  }).toPass();
  await finger("touchEnd");

  await expect(moved(page)).toContainText(`“${touched}” is in Do now.`);
  await expect(lane(page, "Do")).toContainText(touched);
});

test("on a phone a finger that moves at once scrolls the page and holds no card", async ({ as }) => {
  const page = await as("mara", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await openBoard(page);
  const finger = await aFinger(page);
  const { x, y } = await middle(link(page, typed));

  await finger("touchStart", { x, y });
  for (const by of [20, 60, 120]) await finger("touchMove", { x, y: y - by });
  await finger("touchEnd");

  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  await expect(page.locator(".ghost")).toHaveCount(0);
  await expect(lane(page, "Plan")).toContainText(typed);
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

/** One finger on the screen of a phone, as the browser hears of it. */
async function aFinger(page: Page) {
  const session = await page.context().newCDPSession(page);
  return (type: "touchStart" | "touchMove" | "touchEnd", ...points: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
}

async function drag(page: Page, title: string, to: string) {
  await hold(page, title, to);
  await page.mouse.up();
}
