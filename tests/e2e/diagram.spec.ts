import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectSound } from "./looks";
import { expect, test } from "./story";
import { choose, line, readBack, saved } from "./tree";

/** The tree as a diagram: walked, written in and kept as a picture; trees that are linked and compared. */
test.describe.configure({ mode: "serial" });

const problem = `Prices differ between quote and shop <script>window.hurt = "script"</script>`;
let incident: string;
let diagram: string;

const box = (page: Page, text: string) => page.getByRole("treeitem").filter({ hasText: text });
const boxes = (page: Page) => page.getByRole("treeitem").locator(":scope > a > text").allTextContents();
const tools = (page: Page) => page.getByRole("region", { name: "The chosen box" });
/** Keys and pointer move the view only once its script has come. */
const ready = (page: Page) => expect(page.getByText(/^\d+%$/)).toBeVisible();
const scale = async (page: Page) => Number.parseInt(await page.getByText(/^\d+%$/).innerText(), 10);

test("a tree is written in its diagram with the keyboard alone", async ({ as }) => {
  const page = await as("mara");
  await page.goto("/w/northwind/incidents/new");
  await page.getByLabel("What got in the way?").fill(problem);
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(problem);
  incident = new URL(page.url()).pathname;
  await page.goto(`${incident}?open=1`);
  await page.getByRole("button", { name: "Open a cause tree" }).click();
  await expect(page).toHaveURL(/\/causes\//);
  await page.getByRole("link", { name: "Diagram" }).click();
  await expect(page).toHaveURL(/\/diagram/);
  diagram = new URL(page.url()).pathname;
  await ready(page);

  const type = async (text: string) => {
    await page.getByRole("textbox", { name: /Why did this happen|What else/ }).fill(text);
    await page.keyboard.press("Enter");
    await expect(box(page, text)).toBeFocused();
  };
  await box(page, "Prices differ").focus();
  await page.keyboard.press("w");
  await type("The list is copied by hand");
  await page.keyboard.press("w");
  await type("Two systems keep prices");
  await page.keyboard.press("ArrowLeft");
  await expect(box(page, "copied by hand")).toBeFocused();
  await page.keyboard.press("Enter");
  await type("Nobody told the shop");
  await page.keyboard.press("Alt+ArrowUp");
  await expect
    .poll(() => boxes(page))
    .toEqual([problem, "Nobody told the shop", "The list is copied by hand", "Two systems keep prices"]);
  await expect(box(page, "Nobody told the shop")).toBeFocused();
  await expect(box(page, "Nobody told the shop")).toHaveAttribute("aria-level", "2");

  await page.getByRole("link", { name: "Outline", exact: true }).click();
  await expect(page).toHaveURL(/\/causes\/[^/]+\?why=/); // a box of the diagram would be found chosen, too
  await expect(line(page, "Nobody told the shop")).toHaveAttribute("aria-selected", "true");
});

test("a box is moved below another with keys, buttons and the mouse, and undone", async ({ as }) => {
  const page = await as("mara");
  await page.goto(diagram);
  await ready(page);
  const shop = box(page, "Nobody told the shop");

  await shop.click();
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(shop).toHaveAttribute("aria-level", "3");
  await tools(page).getByRole("button", { name: "Undo" }).click();
  await expect(shop).toHaveAttribute("aria-level", "2");

  await shop.click();
  await tools(page).getByRole("button", { name: "Move below …" }).click();
  await box(page, "Two systems").click();
  await tools(page).getByRole("button", { name: "Put it below this one" }).click();
  await expect(shop).toHaveAttribute("aria-level", "4");
  await page.keyboard.press("Control+z");
  await expect(shop).toHaveAttribute("aria-level", "2");

  const [from, to] = [await shop.boundingBox(), await box(page, "copied by hand").boundingBox()];
  if (!from || !to) throw new Error("The boxes are not to be seen.");
  await page.mouse.move(from.x + 30, from.y + 15);
  await page.mouse.down();
  await page.mouse.move(to.x + 30, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(shop).toHaveAttribute("aria-level", "3");
  await page.keyboard.press("Control+z");
  await expect(shop).toHaveAttribute("aria-level", "2");
});

test("the view is panned, zoomed and fitted by keys, buttons, wheel and pointer", async ({ as }) => {
  const page = await as("mara");
  await page.goto(diagram);
  await ready(page);
  const [view, drawing] = [page.getByRole("group", { name: /^The view/ }), page.locator("svg.diagram")];
  const placed = () => drawing.evaluate((element) => (element as SVGSVGElement).style.transform);
  const fitted = await scale(page);

  await view.focus();
  await page.keyboard.press("+");
  expect(await scale(page)).toBeGreaterThan(fitted);
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  expect(await scale(page)).toBeLessThan(fitted);
  await page.keyboard.press("0");
  expect(await scale(page)).toBe(fitted);
  const before = await placed();
  await page.keyboard.press("ArrowRight");
  expect(await placed()).not.toBe(before);

  await page.getByRole("button", { name: "Fit", exact: true }).click();
  const at = await view.boundingBox();
  if (!at) throw new Error("The view is not to be seen.");
  await page.mouse.move(at.x + 20, at.y + 20);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => scale(page)).toBeGreaterThan(fitted);
  const near = await placed();
  await page.mouse.down();
  await page.mouse.move(at.x + 120, at.y + 80, { steps: 3 });
  await page.mouse.up();
  expect(await placed()).not.toBe(near);
});

test("joint whys, disputes and refuted ones are told in the diagram", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(diagram);
  await ready(mara);
  await box(mara, "Nobody told the shop").click();
  await mara.keyboard.press("j");
  await expect(box(mara, "copied by hand")).toHaveAccessibleName(/joint/);
  await sina.goto(diagram.replace("/diagram", ""));
  await choose(sina, "Two systems keep prices");
  await readBack(sina, "It leaps", "The shop has its own list");

  await sina.goto(diagram);

  await expect(box(sina, "Two systems")).toHaveAccessibleName(/Sales disputes this/);
  await expect(sina.locator('rect[fill="url(#d-wave-b)"]')).not.toHaveCount(0);
  await expectSound(sina);
});

test("the picture is saved whole, light, and with hostile words as words", async ({ as }) => {
  const page = await as("mara", { colorScheme: "dark" });
  await page.goto(`${diagram}`);
  await ready(page);
  const save = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    expect(file.suggestedFilename()).toMatch(/^Prices-differ-between-quote-and-shop.*\.(svg|png)$/);
    return readFileSync(await file.path());
  };

  const svg = (await save("Save SVG")).toString();
  const png = await save("Save PNG");

  const read = await page.evaluate((text) => {
    const { documentElement: root } = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      name: root.nodeName,
      title: root.querySelector("title")?.textContent,
      texts: [...root.querySelectorAll("text")].map(({ textContent }) => textContent ?? ""),
      scripts: root.querySelectorAll("script, a, foreignObject, image").length,
      width: Number(root.getAttribute("width")),
    };
  }, svg);
  expect(read).toMatchObject({ name: "svg", title: problem, scripts: 0 });
  expect(read.texts).toEqual(expect.arrayContaining([problem, "The list is copied by hand", "joint"]));
  expect(svg.match(/var\(|class=|tabindex|http:\/\/localhost/)).toBeNull();
  expect(svg.includes("rgb(251, 251, 249)"), "light paper, whatever the page wears").toBe(true);
  expect(svg.includes("Source Serif 4")).toBe(true);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBe(2 * read.width);
  expect(await page.evaluate(() => "hurt" in window)).toBe(false);
});

test("it prints on one landscape page, whole, however far the view was zoomed in", async ({ as }) => {
  const page = await as("mara");
  await page.goto(diagram);
  await ready(page);
  await page.keyboard.press("Tab");
  for (let times = 0; times < 4; times++) await page.getByRole("button", { name: "Larger" }).click();

  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");

  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const [, width, height] = pdf.match(/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)/) ?? [];
  expect(Number(width)).toBeGreaterThan(Number(height));
  await page.emulateMedia({ media: "print" });
  for (const each of await page.getByRole("treeitem").all()) await expect(each).toBeInViewport();
});

test("without scripts the diagram is whole, and each box leads into the outline", async ({ as }) => {
  const page = await as("mara", { javaScriptEnabled: false });
  await page.goto(diagram);

  await expect(page.getByRole("treeitem")).toHaveCount(4);
  await box(page, "copied by hand").getByRole("link").first().click();

  await expect(page).toHaveURL(/\/causes\/[^/]+\?why=/);
  await expect(page.getByRole("region", { name: "The chosen why" })).toContainText("copied by hand");
});

test("one tree serves two incidents, and the last of them stays", async ({ as }) => {
  const page = await as("sina");
  await page.goto("/w/northwind/incidents/new");
  await page.getByLabel("What got in the way?").fill("A customer saw two prices on one day");
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A customer saw two prices on one day");
  const second = new URL(page.url()).pathname;

  await page.getByRole("link", { name: "Link a cause tree that stands" }).click();
  await page.getByLabel("Find a cause tree by its problem").fill("prices quote");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByRole("radio", { name: /Prices differ between quote and shop/ }).check();
  await page.getByRole("button", { name: "Link this tree" }).click();
  await expect(page.getByRole("region", { name: "Cause tree" })).toContainText("serves 2 incidents");

  await page.getByRole("link", { name: "Open the tree" }).click();
  const served = page.getByRole("region", { name: "Incidents of this tree" });
  await expect(served.getByRole("listitem")).toHaveCount(2);
  await served
    .getByRole("listitem")
    .filter({ hasText: "A customer saw" })
    .getByRole("button", { name: "Unlink" })
    .click();
  await expect(served.getByRole("listitem")).toHaveCount(1);
  await expect(served.getByRole("button", { name: "Unlink" })).toHaveCount(0);
  await served.getByRole("link", { name: "Link another incident" }).click();
  await served.getByLabel("Words of its title or text").fill("customer two prices");
  await served.getByRole("button", { name: "Find", exact: true }).click();
  await served.getByRole("radio", { name: /A customer saw/ }).check();
  await served.getByRole("button", { name: "Link this incident" }).click();
  await expect(served.getByRole("listitem")).toHaveCount(2);
  await page.goto(second);
  await expect(page.getByRole("complementary")).toContainText("linked a cause tree that stands");
});

test("two trees that the sides drew apart are compared, and a cross-link makes two whys one", async ({ as }) => {
  const page = await as("sina");
  await page.goto(incident);
  await page.getByText("Two problems, two trees: open another one").click();
  await page.getByLabel("The problem it starts from").fill("Quotes are sent with old prices");
  await page.getByLabel("Drawn by").selectOption({ label: "Sales alone" });
  await page.getByRole("button", { name: "Open a cause tree" }).click();
  await expect(page).toHaveURL(/\/causes\//);
  await expect(page.getByText("Sales draws this tree alone")).toBeVisible();
  const ask = async (text: string) => {
    await page.getByRole("form", { name: "Answer why" }).first().getByRole("textbox").fill(text);
    await page.getByRole("form", { name: "Answer why" }).first().getByRole("button", { name: "Ask why" }).click();
    await expect(line(page, text)).toBeVisible();
  };
  await ask("The list is copied by hand each month");
  await ask("Prices live in more than one place");
  await saved(page);

  await choose(page, "Prices live in more than one place");
  await page.keyboard.press("m");
  await page.getByText("The same as a why in another tree?").click();
  await page.getByLabel("Words of that why").fill("two systems prices");
  await page.getByRole("button", { name: "Find in other trees" }).click();
  await expect(page).toHaveURL(/same=/);
  const form = page.getByRole("form", { name: "Ending" });
  const option = form.getByRole("option", { name: /Two systems keep prices/ });
  await form.getByLabel("It says the same as").selectOption((await option.getAttribute("value")) ?? "");
  await form.getByRole("button", { name: "Set the ending" }).click();
  await expect(line(page, "Prices live")).toContainText("same as another");
  const ending = page.getByRole("region", { name: "Ending" });
  await ending.getByRole("link", { name: /Two systems keep prices/ }).click();
  await expect(page.getByRole("region", { name: "Ending" })).toContainText("The same is said in");

  await page.goto(incident);
  await page.getByRole("link", { name: "Compare two of its trees" }).click();
  const both = page.getByRole("region", { name: "Found by both" });
  await expect(both.getByRole("listitem").filter({ hasText: "marked as the same" })).toHaveCount(1);
  await expect(both.getByRole("listitem").filter({ hasText: "of the words" })).toHaveCount(1);
  await expect(page.getByRole("region", { name: /^Only in this tree/ })).toContainText("Nobody told the shop");
  await expectSound(page);
});
