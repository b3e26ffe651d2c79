import { expectSound } from "./looks";
import { expect, test } from "./story";
import { addEvidence, openTreeOn, reword, saved, typing } from "./tree";

/** How a tree came to be, scrubbed through by keys, slider and links; and who else looks at its diagram. */
test.describe.configure({ mode: "serial" });

let tree: string;

test("a tree is played deed by deed, and each step is an address", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await openTreeOn(mara, "The price list is a week old");
  tree = new URL(mara.url()).pathname;
  await mara.getByRole("tree").getByRole("button", { name: "Ask why" }).press("Enter");
  await typing(mara).fill("It is sent by mail");
  await typing(mara).press("Escape");
  await saved(mara);
  await sina.goto(tree);
  await reword(sina, "It is sent by mail", "It is sent once a week");
  await saved(sina);
  await addEvidence(sina, "The mails of May", "data");
  await saved(sina);

  await sina.goto(`${tree}/replay`);
  const hands = sina.getByRole("region", { name: "Replay" });
  const lines = sina.getByRole("main").getByRole("list");
  await expect(hands).toContainText(
    /Deed (\d+) of \1 ·.*Sina Roth \(Sales\) brought evidence for\s+It is sent once a week/,
  );
  await expect(sina.getByRole("region", { name: "Who added what" })).toContainText(
    "Marketing added one why; Sales one piece of evidence.",
  );
  await expectSound(sina);

  await sina.keyboard.press("Home");
  await expect(hands).toContainText("Mara Lind (Marketing) opened the tree");
  await expect(lines.first()).not.toContainText("mail");
  await sina.keyboard.press("ArrowRight");
  await expect(hands).toContainText("Deed 2");
  await expect(hands).toContainText("asked why under the problem");
  await expect(lines.first()).toContainText("new");
  await expect(sina).toHaveURL(/at=2$/);
  await hands.getByRole("slider", { name: "Deed" }).press("End");
  await expect(hands).toContainText("brought evidence");

  await sina.keyboard.press("Home");
  await expect(hands).toContainText("Deed 1 ");
  await hands.getByRole("button", { name: "Play" }).click();
  await expect(hands.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(hands).toContainText("brought evidence", { timeout: 20_000 });
  await expect(hands.getByRole("button", { name: "Play" })).toBeVisible();
});

test("without scripts each step is a page of its own", async ({ as }) => {
  const page = await as("tom", { javaScriptEnabled: false });
  await page.goto(`${tree}/replay?at=2`);
  const hands = page.getByRole("region", { name: "Replay" });
  await expect(hands).toContainText("asked why under the problem");
  await hands.getByRole("link", { name: "Back" }).click();
  await expect(hands).toContainText("Deed 1 ");
  await hands.getByRole("link", { name: "Next" }).click();
  await expect(hands).toContainText("Deed 2 ");
});

test("on the diagram others are seen at their box, and their deeds come in without moving the view", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(`${tree}/diagram`);
  /** Keys and pointer choose in the diagram only once its script has come. */
  const scale = mara.getByText(/^\d+%$/);
  await expect(scale).toBeVisible();
  const here = mara.getByRole("group", { name: "Also on this page" });
  await expect(here).toHaveCount(0);
  const box = mara.getByRole("treeitem").filter({ hasText: "It is sent once a week" });
  await box.click();
  await mara.keyboard.press("+");
  await mara.keyboard.press("+");
  const size = (await scale.textContent()) ?? "";

  await sina.goto(`${tree}/diagram`);
  await expect(sina.getByText(/^\d+%$/)).toBeVisible();
  await expect(here.getByRole("img", { name: "Sina Roth, Sales" })).toBeVisible();
  await sina.getByRole("treeitem").filter({ hasText: "It is sent once a week" }).click();
  const words = mara.getByRole("main");
  await expect(words).toContainText("Sina Roth is at “It is sent once a week”");
  await sina.keyboard.press("w");
  await expect(words).toContainText("Sina Roth writes at “It is sent once a week”");
  await sina.getByRole("textbox", { name: /Why did this happen/ }).fill("Nobody may change the list");
  await sina.keyboard.press("Enter");

  await expect(mara.getByRole("treeitem").filter({ hasText: "Nobody may change the list" })).toBeVisible();
  await expect(box).toHaveAttribute("aria-selected", "true");
  await expect(scale).toHaveText(size);
  await sina.goto("/w/northwind/today");
  await expect(here).toHaveCount(0);
});
