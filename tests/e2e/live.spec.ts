import type { Page } from "@playwright/test";
import { expect, test } from "./story";
import { addEvidence, choose, line, openTreeOn, reword, saved, typing } from "./tree";

/** Two people in two browsers look at the same things; whatever one does, the other sees without loading anything. */
test.describe.configure({ mode: "serial" });

let tree: string;
/** A diagram takes keys only once its script has come. */
const ready = (page: Page) => expect(page.getByText(/^\d+%$/)).toBeVisible();
const daily = "Leads are fetched from the CRM once a day";

test("what one asks, rewords, proves and removes is on the other's tree at once", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await openTreeOn(mara, "Demo requests lie in a shared mailbox");
  tree = new URL(mara.url()).pathname;
  await sina.goto(tree);
  await expect(sina.getByRole("tree")).toContainText("Nobody has asked why yet");

  await mara.getByRole("tree").getByRole("button", { name: "Ask why" }).press("Enter");
  await typing(mara).fill(daily);
  await typing(mara).press("Escape");
  await expect(line(sina, daily)).toBeVisible();

  await reword(mara, daily, "Leads are fetched once a day, at night");
  await expect(line(sina, "at night")).toBeVisible();
  await addEvidence(mara, "The job's log of May", "data");
  await expect(line(sina, "at night")).toContainText("1");

  await choose(sina, "at night");
  await expect(sina.getByRole("region", { name: "Evidence and status" })).toContainText("The job's log of May");
});

test("a line that two people write in keeps both texts, and the second is told at once", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(tree);
  await sina.goto(tree);
  await choose(sina, "at night");
  await sina.keyboard.press("F2");
  await typing(sina).fill("Leads are fetched by night, and by hand");
  // Before what she types is sent, the other's words have arrived at the server.
  await sina.context().setOffline(true);
  await reword(mara, "at night", "Leads are fetched nightly");
  await saved(mara);
  await sina.context().setOffline(false);

  const note = sina.getByRole("alert").filter({ hasText: "Yours" });
  await expect(note).toContainText("Yours: “Leads are fetched by night, and by hand”");
  await expect(note).toContainText("Theirs: “Leads are fetched nightly”");
  await note.getByRole("button", { name: "Join both" }).click();
  await expect(line(mara, "nightly / Leads are fetched by night")).toBeVisible();
});

test("an incident follows what others do", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(tree);
  await mara.getByRole("navigation", { name: "Path" }).getByRole("link").nth(1).click();
  await expect(mara).toHaveURL(/\/incidents\//);
  const comments = mara.getByRole("region", { name: "Comments" });
  await sina.goto(new URL(mara.url()).pathname);
  const hers = sina.getByRole("region", { name: "Comments" });
  await hers.getByRole("textbox").fill("We saw this in May, too.");
  await hers.getByRole("button", { name: "Comment", exact: true }).click();

  await expect(hers).toContainText("We saw this in May, too.");
  await expect(comments).toContainText("We saw this in May, too.");
});

test("who else is on the tree, on which line, and whether they write, is seen; whoever is alone sees nothing", async ({
  as,
}) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(tree);
  const seen = mara.getByRole("group", { name: "Also on this page" });
  await expect(mara.getByRole("tree")).toBeVisible();
  await expect(seen).toHaveCount(0);

  await sina.goto(tree);
  await expect(seen.getByRole("img", { name: "Sina Roth, Sales" })).toBeVisible();
  await choose(sina, "nightly");
  await expect(line(mara, "nightly").getByText("Sina is here")).toBeVisible();
  await sina.keyboard.press("F2");
  await expect(line(mara, "nightly").getByText("Sina writes")).toBeVisible();
  await typing(sina).press("Escape");
  await expect(line(mara, "nightly").getByText("Sina is here")).toBeVisible();

  await sina.goto("/w/northwind/today");
  await expect(seen).toHaveCount(0);
});

test("whoever closes their browser has left the tree", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(tree);
  await sina.goto(tree);
  await choose(sina, "nightly");
  await sina.keyboard.press("F2");
  await expect(line(mara, "nightly").getByText("Sina writes")).toBeVisible();

  await sina.context().close();
  await expect(mara.getByRole("group", { name: "Also on this page" })).toHaveCount(0);
});

test("what another says beside the tree leaves the page where it was read, and the line chosen", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.setViewportSize({ width: 1280, height: 300 });
  await mara.goto(tree);
  await sina.goto(tree);
  await choose(mara, "nightly");
  const theirs = mara.getByRole("region", { name: "Comments" });
  const place = () => mara.evaluate(() => window.scrollY);
  await mara.evaluate(() => window.scrollTo(0, 60));
  expect(await place()).toBe(60);

  await choose(sina, "nightly");
  const hers = sina.getByRole("region", { name: "Comments" });
  await hers.getByRole("textbox").fill("The job could run by day.");
  await hers.getByRole("button", { name: "Comment", exact: true }).click();

  await expect(theirs).toContainText("The job could run by day.");
  expect(await place()).toBe(60);
  await expect(mara).toHaveURL(/\?why=/);
});

test("two who write in a diagram at once are not interrupted: no page is loaded anew", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await openTreeOn(mara, "Two teams count leads in two ways");
  await mara.getByRole("link", { name: "Diagram" }).click();
  await ready(mara);
  await sina.goto(new URL(mara.url()).pathname);
  await ready(sina);
  const answer = async (page: Page, above: string, text: string) => {
    await line(page, above).focus();
    await page.keyboard.press("w");
    await page.getByRole("textbox", { name: "Why did this happen" }).fill(text);
    await page.keyboard.press("Enter");
  };
  await answer(mara, "Two teams", "A lead has no owner");
  await expect(line(mara, "no owner")).toBeFocused();
  const loads: string[] = [];
  mara.on("request", (sent) => sent.isNavigationRequest() && loads.push(sent.url()));
  // What her own deed asks for is still under way when the other's does.
  let open = () => {};
  const gate = new Promise<void>((opened) => {
    open = opened;
  });
  let asked = 0;
  await mara.route(/_rsc=/, async (route) => {
    asked += 1;
    await gate;
    await route.continue();
  });

  await answer(mara, "no owner", "The list is split by hand");
  await expect.poll(() => asked).toBe(1);
  await answer(sina, "Two teams", "Both count on their own");
  await expect.poll(() => asked).toBe(2);
  open();

  await expect(line(mara, "Both count on their own")).toBeVisible();
  await expect(line(mara, "split by hand")).toBeFocused();
  await expect(mara).toHaveURL(/\?why=/);
  expect(loads).toEqual([]);
});
