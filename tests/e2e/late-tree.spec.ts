import type { Page, Route } from "@playwright/test";
import { lateAnswers } from "./late-answers";
import { expect, test } from "./story";
import { choose, ending, line, openTreeOn, reword, safety, saved, typing } from "./tree";

/** The tree while the server is slow or away: every key counts at once, and nothing that was typed is lost. */

/** Lines are typed as somebody quick does: each key at once, and no word waits for an answer. */
async function write(page: Page, ...lines: string[]) {
  for (const [at, text] of lines.entries()) {
    await typing(page).pressSequentially(text);
    await page.keyboard.press(at < lines.length - 1 ? "Enter" : "Escape");
  }
}
const begin = (page: Page) => page.getByRole("tree").getByRole("button", { name: "Ask why" }).press("Enter");
const expectLines = async (page: Page, ...lines: [text: string, level: number][]) => {
  const items = page.getByRole("treeitem");
  await expect(items).toHaveText(lines.map(([text]) => new RegExp(text)));
  for (const [at, [, level]] of lines.entries()) await expect(items.nth(at)).toHaveAttribute("aria-level", `${level}`);
};

test("a new line takes evidence, a read-back, a status and an ending before the server has answered", async ({
  as,
}) => {
  const page = await as("mara");
  await openTreeOn(page, "Trial sign-ups hear nothing for three days");
  const answers = await lateAnswers(page);
  await begin(page);
  await write(page, "Sign-ups are read once a week");
  await expect.poll(answers.held).toBe(1);

  await page.keyboard.press("e");
  const evidence = page.getByRole("form", { name: "Add evidence" });
  await expect(evidence.getByLabel("What was seen")).toBeFocused();
  await evidence.getByLabel("What was seen").fill("The mailbox is opened on Mondays");
  await evidence.getByLabel("Kind").selectOption({ label: "document" });
  await evidence.getByRole("radio", { name: "supports it" }).check();
  await evidence.getByRole("button", { name: "Add evidence" }).click();
  await line(page, "Sign-ups are read").focus();
  await page.keyboard.press("r");
  await expect(page.getByLabel("If it leaps: where?")).toBeFocused();
  await page.getByRole("button", { name: "It holds" }).click();
  await line(page, "Sign-ups are read").focus();
  await page.keyboard.press("m");
  await expect(ending(page).getByLabel("It ends in")).toBeFocused();
  await ending(page).getByLabel("It ends in").selectOption({ label: "open question" });
  await ending(page).getByRole("button", { name: "Set the ending" }).click();
  answers.letThrough();

  await expect(page.getByText("The mailbox is opened on Mondays")).toBeVisible();
  await expect(page.getByRole("button", { name: "It holds" })).toHaveAttribute("aria-pressed", "true");
  await expect(ending(page).getByRole("heading")).toContainText("open question");
  await page.reload();
  await choose(page, "Sign-ups are read once a week");
  await expect(page.getByText("The mailbox is opened on Mondays")).toHaveCount(1);
  await expect(ending(page).getByRole("heading")).toContainText("open question");
});

test("what was reworded while a form waited does not count as somebody else's change", async ({ as }) => {
  const page = await as("mara");
  await openTreeOn(page, "The webinar list is used twice");
  const answers = await lateAnswers(page);
  await begin(page);
  await write(page, "Two people export it");
  await expect.poll(answers.held).toBe(1);
  await reword(page, "Two people export it", "Two people export it, each on their own");
  await line(page, "Two people export it").focus();
  await page.keyboard.press("m");
  await ending(page).getByLabel("It ends in").selectOption({ label: "open question" });
  await ending(page).getByRole("button", { name: "Set the ending" }).click();

  answers.letThrough();

  await expect(ending(page).getByRole("heading")).toContainText("open question");
  await expect(line(page, "each on their own")).toHaveCount(1);
});

test("many lines typed quickly are moved, joined and undone before one of them is answered", async ({ as }) => {
  const page = await as("mara");
  const press = (key: string) => page.keyboard.press(key);
  const [one, two, three, four] = ["First cause", "Second cause", "Third cause", "Fourth cause"] as const;
  await openTreeOn(page, "Quotes leave the house without a price");
  const answers = await lateAnswers(page);
  await begin(page);
  await write(page, one, two, three, four);
  await expect.poll(answers.held).toBe(1);
  await expectLines(page, [one, 1], [two, 1], [three, 1], [four, 1]);

  await press("Alt+ArrowUp");
  await press("Alt+ArrowUp");
  await expectLines(page, [one, 1], [four, 1], [two, 1], [three, 1]);
  await press("Alt+ArrowRight");
  await expectLines(page, [one, 1], [four, 2], [two, 1], [three, 1]);
  await press("ArrowDown");
  await press("ArrowDown");
  await press("j");
  await expect(line(page, two)).toContainText("joint");
  await press("j");
  await expect(page.getByText("joint", { exact: true })).toHaveCount(0);
  await press("j");
  await press("Tab");
  await write(page, "Below the third");
  answers.letThrough();

  await saved(page);
  await expectLines(page, [one, 1], [four, 2], [two, 1], [three, 1], ["Below the third", 2]);
  await expect(line(page, two)).toContainText("joint");
  await page.reload();
  await expectLines(page, [one, 1], [four, 2], [two, 1], [three, 1], ["Below the third", 2]);
  await expect(line(page, two)).toContainText("joint");
});

test("undo waits behind what is being saved, and takes back the last deed", async ({ as }) => {
  const page = await as("mara");
  await openTreeOn(page, "Territories have no owner on leave");
  const answers = await lateAnswers(page);
  await begin(page);
  await write(page, "Nobody stands in", "The rule names one person");
  await expect.poll(answers.held).toBe(1);

  await page.getByRole("button", { name: "Undo" }).click();
  answers.letThrough();

  await expectLines(page, ["Nobody stands in", 1]);
  await saved(page);
  await page.reload();
  await expectLines(page, ["Nobody stands in", 1]);
});

test("a line taken out while the server is slow does not tear away from the line that is typed next", async ({
  as,
}) => {
  const page = await as("mara");
  await openTreeOn(page, "Addresses come back as unknown");
  await begin(page);
  await write(page, "The form takes any address", "The list is old", "A guess");
  await saved(page);
  const answers = await lateAnswers(page);
  await page.keyboard.press("Delete");
  await expect(line(page, "A guess")).toHaveCount(0);
  await expect.poll(answers.held).toBe(1);
  await expect(line(page, "The list is old")).toBeFocused();
  await page.keyboard.press("Enter");
  await typing(page).pressSequentially("The check was");

  answers.letThrough();

  await typing(page).pressSequentially(" switched off");
  await expect(typing(page)).toHaveValue("The check was switched off");
  await page.keyboard.press("Escape");
  await saved(page);
  await page.reload();
  await expectLines(page, ["The form takes any address", 1], ["The list is old", 1], ["The check was switched off", 1]);
});

test("whys that were written while the line was down are saved in their order when it is back", async ({ as }) => {
  const page = await as("mara");
  await openTreeOn(page, "The price list changes without notice");
  await page.context().setOffline(true);
  await begin(page);
  await write(page, "Changes are mailed", "Mails are not read", "Nobody owns the list");
  await expect(safety(page)).toContainText("Could not save: your text is kept on this device");
  await page.keyboard.press("Alt+ArrowUp");

  await page.context().setOffline(false);

  await saved(page);
  await page.reload();
  await expectLines(page, ["Changes are mailed", 1], ["Nobody owns the list", 1], ["Mails are not read", 1]);
});

test("text that was typed the moment one leaves is kept, and told when one comes back", async ({ as }) => {
  const page = await as("mara");
  await openTreeOn(page, "Calls are made in the wrong language");
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await begin(page);
  // However slowly it is typed, nothing of it arrives.
  const cut = (route: Route) => (route.request().headers()["next-action"] ? route.abort() : route.continue());
  await page.route("**/causes/**", cut);
  await typing(page).pressSequentially("The list has no country");
  await page.reload();
  await page.unroute("**/causes/**", cut);
  expect(asked).toEqual(["beforeunload"]);
  const left = page.getByRole("region", { name: "Not saved last time" });
  await expect(left).toContainText("The list has no country");
  await left.getByRole("button", { name: "Save it now" }).click();
  await saved(page);
  await expectLines(page, ["The list has no country", 1]);

  await choose(page, "The list has no country");
  await page.keyboard.press("F2");
  await typing(page).press("End");
  await typing(page).pressSequentially(" and no language");
  await page.evaluate(() => history.back());

  await expect(page).not.toHaveURL(/\/causes\//);
  await page.goForward();
  await expectLines(page, ["The list has no country and no language", 1]);
  await expect(left).toHaveCount(0);
});
