import type { Page } from "@playwright/test";
import { password } from "./coming-in";
import { emailOf } from "./house";
import { expect, test } from "./story";
import { choose, line, openTreeOn, typing } from "./tree";

/** One person shows a tree to all who have it before them, and everyone comes to it on their phone. */
test.describe.configure({ mode: "serial" });

let tree: string;
const [early, late] = ["The list is fetched at night", "Nobody is told that it is there"];

const bar = (page: Page) => page.getByRole("region", { name: "Shown to everyone" });
const ask = (page: Page) => page.getByRole("main").getByRole("button", { name: "Ask everyone to follow" });
const views = (page: Page) => page.getByRole("navigation", { name: "View" });
const isChosen = (page: Page, text: string) => expect(line(page, text)).toHaveAttribute("aria-selected", "true");

test("everyone goes along with whoever shows the tree, may leave and come back, and is never taken from what they write", async ({
  as,
}) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await openTreeOn(mara, "Leads of the fair lie for a week");
  tree = new URL(mara.url()).pathname;
  await mara.getByRole("tree").getByRole("button", { name: "Ask why" }).press("Enter");
  await typing(mara).fill(early);
  await typing(mara).press("Enter");
  await typing(mara).fill(late);
  await typing(mara).press("Escape");
  await isChosen(mara, late);
  await expect(ask(mara)).toHaveCount(0); // nobody else is there
  await sina.goto(tree);

  await ask(mara).click();
  await expect(bar(mara)).toContainText("You show this tree to everyone here");
  await expect(bar(sina)).toContainText("Mara Lind (Marketing) shows the tree · you follow");
  await isChosen(sina, late);
  await expect(ask(sina)).toHaveCount(0);
  await expect(bar(sina).getByRole("button", { name: "Take over" })).toHaveCount(0);
  await choose(mara, early);
  await isChosen(sina, early);

  await test.step("what is written stays until it is saved", async () => {
    await line(sina, early).focus();
    await sina.keyboard.press("F2");
    await typing(sina).fill(`${early}, by hand`);
    await choose(mara, late);
    await expect(bar(sina)).toContainText("you follow when what you write is saved");
    await expect(typing(sina)).toHaveValue(`${early}, by hand`);
    await typing(sina).press("Escape");
    await isChosen(sina, late);
    await expect(line(mara, `${early}, by hand`)).toBeVisible();
    await expect(bar(sina)).toContainText("· you follow");
  });

  await test.step("into the diagram and to a step of reading aloud", async () => {
    await views(mara).getByRole("link", { name: "Diagram" }).click();
    await expect(sina).toHaveURL(/\/diagram\?why=/);
    await expect(sina.getByRole("treeitem", { name: late })).toHaveAttribute("aria-selected", "true");
    await mara.getByRole("main").getByRole("link", { name: "Read aloud" }).click();
    await expect(sina.getByRole("heading", { level: 1 })).toContainText("therefore");
    await mara.getByRole("link", { name: "Read the whole path" }).click();
    await expect(sina).toHaveURL(/whole=1/);
  });

  await test.step("whoever leaves stays where they are, and comes back with one click", async () => {
    await bar(sina).getByRole("button", { name: "Leave" }).click();
    await expect(bar(sina)).toContainText("you look at something else");
    await mara.getByRole("navigation", { name: "Path" }).getByRole("link", { name: "Cause tree" }).click();
    await expect(mara.getByRole("tree")).toBeVisible();
    await choose(mara, early);
    await expect(sina).toHaveURL(/whole=1/);
    await bar(sina).getByRole("button", { name: "Follow again" }).click();
    await isChosen(sina, early);
    await choose(sina, late); // a choice of her own
    await expect(bar(sina)).toContainText("you look at something else");
    await isChosen(mara, early);
  });

  await test.step("whoever comes late is told, the second who shows takes over, and with them it ends", async () => {
    const hanne = await as("hanne");
    await hanne.goto(tree);
    await isChosen(hanne, early);
    await bar(hanne).getByRole("button", { name: "Take over" }).click();
    await expect(bar(mara)).toContainText("Hanne Falk shows the tree · you follow");
    await expect(bar(sina)).toContainText("Hanne Falk shows the tree · you follow");
    await choose(hanne, late);
    await isChosen(mara, late);
    await bar(hanne).getByRole("button", { name: "Stop" }).click();
    for (const page of [hanne, mara, sina]) await expect(bar(page)).toHaveCount(0);
    await expect(ask(mara)).toBeVisible();
  });
});

test("a member comes by link or QR code straight to the line of the tree on a phone; a stranger sees nothing of it", async ({
  as,
  browser,
  baseURL,
}) => {
  const mara = await as("mara");
  await mara.goto(tree);
  await choose(mara, late);
  await mara.getByRole("main").getByRole("link", { name: "Open on a phone" }).click();
  const code = mara.getByRole("img", { name: "The address below as a QR code" });
  await expect(code).toHaveJSProperty("complete", true);
  expect(await code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const address = mara.getByRole("main").getByText(`${baseURL}${tree}?why=`);
  const link = (await address.textContent()) ?? "";

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
  const phone = await context.newPage();
  await phone.goto(link);
  await expect(phone.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(phone.getByRole("main")).not.toContainText("Leads of the fair");
  await phone.getByLabel("E-mail address").fill(emailOf("sina"));
  await phone.getByLabel("Password").fill(password);
  await phone.getByRole("button", { name: "Sign in" }).click();
  await isChosen(phone, late);
  await context.close();

  const jonas = await as("jonas");
  const answer = await jonas.goto(link);
  expect(answer?.status()).toBe(404);
});
