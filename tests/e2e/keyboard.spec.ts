import type { Page } from "@playwright/test";
import { expect, test } from "./story";
import { choose, typing } from "./tree";

/** All is reachable by keyboard, and one always sees where one is. */

/** What has the focus and does not show it: no outline, and for a field no soft ring around its edge (look.md, states). */
const unmarked = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) return null; // past the last stop
    if (!activeElement.matches(":focus")) return null; // a part inside it, as the calendar's button: the browser marks it
    const ring = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
    };
    // A field may leave its ring to the frame around it.
    const frames = [activeElement, activeElement.parentElement, activeElement.closest("label")];
    return frames.some((frame) => frame && ring(frame)) ? null : activeElement.outerHTML.slice(0, 160);
  });

/** The tree of the example that is being worked on. */
async function openTree(page: Page) {
  await page.goto("/w/harbour/incidents?text=wait+more+than+a+day&stage=open");
  await page
    .getByRole("table")
    .getByRole("link", { name: /^37% of web leads/ })
    .click();
  await page.getByRole("link", { name: "Open the tree" }).click();
  await expect(page.getByRole("treeitem").first()).toBeVisible();
}

test("the first stop of a page leads past the rail to what it is about", async ({ as }) => {
  const page = await as("jonas");
  for (const place of ["today", "incidents", "settings/people"]) {
    await page.goto(`/w/harbour/${place}`);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to content" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
  }
});

test("every stop on the way through a page shows that it has the focus, in both themes", async ({ as, house }) => {
  const page = await as("jonas");
  for (const address of ["/w/harbour/today", house.finished, "/w/harbour/incidents/new"]) {
    await page.goto(address);
    await page.getByRole("main").focus();
    const stops: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (let pressed = 0; pressed < 20; pressed += 1) {
        await page.keyboard.press("Tab");
        const stop = await unmarked(page);
        if (stop) stops.push(stop);
      }
    }
    expect(stops, `without a mark on ${address}`).toEqual([]);
  }
});

test("the tree is one stop: entered by Tab, walked by arrows, and left by Escape", async ({ as }) => {
  const page = await as("jonas");
  await openTree(page);
  const lines = page.getByRole("treeitem");
  // The last stop before it; it comes a moment after the lines.
  const meter = page.getByRole("link", { name: /^draft · \d+$/ });
  // A page that has just been opened takes the focus to itself once, which may be after it is seen.
  await expect(async () => {
    await meter.focus();
    await page.keyboard.press("Tab");
    await expect(lines.first()).toBeFocused({ timeout: 1_000 });
  }).toPass();

  await page.keyboard.press("ArrowDown");
  await expect(lines.nth(1)).toBeFocused();
  await expect(lines.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("End");
  await expect(lines.last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(lines.first()).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowRight");
  await expect(lines.first()).toHaveAttribute("aria-expanded", "true");
  await expect(lines.first()).toBeFocused();

  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: "About the chosen line" })).toBeFocused();
  await lines.first().focus();
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("tree").locator(":focus")).toHaveCount(0);
});

test("a line that was begun and left empty goes away, and the focus goes back to the line it was begun on", async ({
  as,
}) => {
  const page = await as("jonas");
  await openTree(page);
  const lines = page.getByRole("treeitem");
  const count = await lines.count();
  await lines.nth(1).getByRole("link").click();
  await expect(lines.nth(1)).toBeFocused();

  for (const [begin, leave] of [
    ["Enter", "Escape"],
    ["Tab", "Escape"],
    ["Enter", "Enter"],
  ] as const) {
    await page.keyboard.press(begin);
    await expect(typing(page)).toBeFocused();
    await page.keyboard.press(leave);
    await expect(lines).toHaveCount(count);
    await expect(lines.nth(1)).toBeFocused();
  }
});

test("a dialog holds the focus and gives it back", async ({ as }) => {
  const page = await as("jonas");
  await openTree(page);
  const first = page.getByRole("treeitem").first();
  await first.getByRole("link").click();
  await expect(first).toBeFocused();

  await page.keyboard.press("/");
  const dialog = page.getByRole("dialog", { name: "All keys" });
  await expect(dialog).toBeVisible();
  await expect(dialog.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(first).toBeFocused();
});

test("the keys that lead to the panel lead to the field one came for", async ({ as }) => {
  const page = await as("jonas");
  await openTree(page);
  const text = (await page.getByRole("treeitem").first().getByRole("link").textContent()) ?? "";

  await choose(page, text);
  await page.keyboard.press("r");
  await expect(page.getByLabel("If it leaps: where?")).toBeFocused();
  await choose(page, text);
  await page.keyboard.press("e");
  await expect(page.getByLabel("What was seen")).toBeFocused();
  await choose(page, text);
  await page.keyboard.press("m");
  await expect(page.getByLabel("It ends in")).toBeFocused();
});

test("menus open by keyboard and close by Escape where they were opened", async ({ as }) => {
  const page = await as("jonas");
  await page.goto("/w/harbour/incidents");
  const stage = page.getByRole("search").locator("summary").filter({ hasText: "Stage" });
  await stage.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "In analysis", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "In analysis", exact: true })).toBeHidden();
  await expect(stage).toBeFocused();
});

test("J and K move in a list, Enter opens, F finds, and letters in a field are only letters", async ({ as }) => {
  const page = await as("jonas");
  await page.goto("/w/harbour/incidents");
  const titles = page.getByRole("row").getByRole("link");
  // A key that is pressed before the page listens is lost.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(titles.nth(0)).toBeFocused({ timeout: 3_000 });
  }).toPass();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(titles.nth(0)).toBeFocused();
  await page.keyboard.press("f");
  const find = page.getByRole("searchbox", { name: "Find in incidents" });
  await expect(find).toBeFocused();
  await page.keyboard.type("jk");
  await expect(find).toHaveValue("jk");
  await expect(find).toBeFocused();

  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/incidents\/[\da-f-]{36}$/);
});
