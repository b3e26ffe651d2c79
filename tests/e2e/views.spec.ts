import type { Page } from "@playwright/test";
import { takeInPlans } from "./plans";
import { expect, test } from "./story";

/** Filters kept as views: of the board, shared between the sides, and of the incidents. */
test.describe.configure({ mode: "serial" });

const board = "/w/northwind/improvements";
const incidents = "/w/northwind/incidents";
const asked = "Ask five customers what they waited for";
const routed = "Send each offer to one person of the day";

test("what is filtered is kept as a view, and one that is shared is seen by the other side", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await takeInPlans(mara, "views-story", { [asked]: "investigation", [routed]: "countermeasure" });
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
  await expect(lane(sina, "Plan")).toContainText(routed);
  await openViews(sina, "Views");
  await views(sina)
    .getByRole("link", { name: /^What we look into/ })
    .click();

  await expect(sina).toHaveURL(/\/improvements\?kind=investigation$/);
  await expect(lane(sina, "Plan")).toContainText(asked);
  await expect(lane(sina, "Plan")).not.toContainText(routed);
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

test("what incidents are filtered by is kept as a view, which opens them so on the phone, too", async ({ as }) => {
  const page = await as("tom");
  await page.goto(`${incidents}?severity=4&stage=open`);
  await openViews(page, "Views");
  await views(page).getByRole("link", { name: "Keep these filters…" }).click();
  const form = page.getByRole("form", { name: "Keep a view" });
  await form.getByLabel("Name").fill("Worst and open");
  await form.getByRole("button", { name: "Keep it" }).click();
  await expect(page).toHaveURL(/\/incidents\?(?=.*severity=4)(?=.*stage=open)/);
  await expect(page.getByRole("search").locator("summary").filter({ hasText: "Worst and open" })).toBeVisible();

  const phone = await as("tom", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(incidents);
  await openViews(phone, "Views");
  await views(phone).getByRole("link", { name: "Worst and open" }).click();

  await expect(phone).toHaveURL(/\/incidents\?(?=.*severity=4)(?=.*stage=open)/);
  const sina = await as("sina");
  await sina.goto("/w/northwind/views?of=incidents");
  await expect(sina.getByRole("heading", { level: 1 })).toHaveText("Views");
  await expect(view(sina, "Worst and open")).toHaveCount(0);
});

test("filters of incidents without scripts are kept and opened the same way", async ({ as }) => {
  const page = await as("tom", { javaScriptEnabled: false });
  await page.goto("/w/northwind/views?of=incidents");
  await view(page, "Worst and open").getByRole("link", { name: "Worst and open" }).click();

  await expect(page).toHaveURL(/\/incidents\?(?=.*severity=4)(?=.*stage=open)/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

const lane = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name} `) });
const views = (page: Page) => page.getByRole("search").locator("details[open] .menu-sheet");
const view = (page: Page, name: string) => page.getByRole("listitem", { name, exact: true });
const openViews = (page: Page, name: string) =>
  page.getByRole("search").locator("summary").filter({ hasText: name }).click();
