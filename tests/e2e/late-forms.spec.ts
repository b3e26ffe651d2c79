import type { Page } from "@playwright/test";
import { lateAnswers } from "./late-answers";
import { expect, test } from "./story";
import { addEvidence, choose, openTreeOn, saved, typing, line as why } from "./tree";

/** What is typed while a form is on its way: the answer comes late, and takes nothing away. */

const today = "/w/northwind/today";
const line = (page: Page) => page.getByRole("textbox", { name: "What got in the way?" });
const day = (page: Page) => page.getByRole("combobox", { name: /^When/ });
const logged = (page: Page) => page.getByRole("status").filter({ hasText: "Logged:" });
const rows = (page: Page, title: string) => page.getByRole("row").filter({ hasText: title });

test("a line that is typed while another is being logged stays, and becomes an incident of its own", async ({ as }) => {
  const page = await as("mara");
  const [first, second] = ["The first list came without owners", "The second list came twice"];
  await page.goto(today);
  const answers = await lateAnswers(page);
  await line(page).fill(first);
  await page.getByLabel("Where").fill("Webinar to call");
  await line(page).press("Enter");
  await line(page).press("Enter");
  await expect.poll(answers.held).toBe(1);
  await line(page).fill(second);
  await day(page).selectOption("yesterday");

  answers.letThrough();

  await expect(logged(page)).toContainText(first);
  await expect(line(page)).toHaveValue(second);
  await expect(day(page).locator("option:checked")).toHaveText("yesterday");
  await expect(page.getByLabel("Where")).toHaveValue("");
  await line(page).press("Enter");
  await expect(logged(page)).toContainText(second);
  await expect(line(page)).toHaveValue("");
  await expect(day(page).locator("option:checked")).toHaveText("today");
  await page.goto("/w/northwind/incidents");
  await expect(rows(page, first)).toHaveCount(1);
  await expect(rows(page, second)).toHaveCount(1);
});

test("a second line sent before the first is answered waits its turn", async ({ as }) => {
  const page = await as("mara");
  const [first, second] = ["Nobody was told of the price change", "The old flyer went out again"];
  await page.goto(today);
  const answers = await lateAnswers(page);
  await line(page).fill(first);
  await line(page).press("Enter");
  await expect.poll(answers.held).toBe(1);
  await line(page).fill(second);
  await line(page).press("Enter");

  answers.letThrough();

  await expect(logged(page)).toContainText(second);
  await expect(line(page)).toHaveValue("");
  await page.goto("/w/northwind/incidents");
  await expect(rows(page, first)).toHaveCount(1);
  await expect(rows(page, second)).toHaveCount(1);
});

test("what is refused stays as it is by then, with the reason at the line", async ({ as }) => {
  const page = await as("mara");
  const long = "Leads wait. ".repeat(20).trim();
  await page.goto(today);
  const answers = await lateAnswers(page);
  await line(page).fill(long);
  await line(page).press("Enter");
  await expect.poll(answers.held).toBe(1);
  await line(page).pressSequentially(" For days.");
  await page.getByLabel("Where").fill("Webinar to call");
  await day(page).selectOption("yesterday");

  answers.letThrough();

  await expect(line(page)).toHaveAccessibleDescription(/160/);
  await expect(line(page)).toHaveValue(`${long} For days.`);
  await expect(page.getByLabel("Where")).toHaveValue("Webinar to call");
  await expect(day(page).locator("option:checked")).toHaveText("yesterday");
});

test("words and choices of a saved form that were changed while it was on its way stay", async ({ as }) => {
  const page = await as("mara");
  await page.goto("/w/northwind/profile");
  const [language, theme] = [page.getByLabel("Days and figures"), (name: string) => page.getByRole("radio", { name })];
  const before = await language.inputValue();
  const answers = await lateAnswers(page);
  await theme("Dark").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(answers.held).toBe(1);
  await language.selectOption({ index: 2 });
  const after = await language.inputValue();
  await theme("Light").check();

  answers.letThrough();

  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(language).toHaveValue(after);
  expect(after).not.toBe(before);
  await expect(theme("Light")).toBeChecked();
  await page.reload();
  await expect(language).toHaveValue(before);
  await expect(theme("Dark")).toBeChecked();
  await theme("As the system has it").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
});

test("evidence typed while other evidence is on its way stays, and is a piece of its own", async ({ as }) => {
  const page = await as("mara");
  const first = "Nobody reads the log";
  await openTreeOn(page, "Errors are found by customers");
  await page.getByRole("tree").getByRole("button", { name: "Ask why" }).press("Enter");
  await typing(page).fill(first);
  await typing(page).press("Escape");
  await saved(page);
  await choose(page, first);
  await page.keyboard.press("e");
  const form = page.getByRole("form", { name: "Add evidence" });
  const answers = await lateAnswers(page);
  await form.getByLabel("What was seen").fill("The log of May shows it");
  await form.getByLabel("Kind").selectOption({ label: "document" });
  await form.getByRole("radio", { name: "supports it" }).check();
  await form.getByRole("button", { name: "Add evidence" }).click();
  await expect.poll(answers.held).toBe(1);
  await form.getByLabel("What was seen").fill("So does the log of June");
  await form.getByLabel("Source").fill("The log");

  answers.letThrough();

  const region = page.getByRole("region", { name: "Evidence and status" });
  await expect(region.getByRole("listitem").getByText("The log of May shows it")).toBeVisible();
  await expect(form.getByLabel("What was seen")).toHaveValue("So does the log of June");
  await expect(form.getByLabel("Source")).toHaveValue("The log");
  await expect(form.getByLabel("Kind")).toHaveValue("");
  await addEvidence(page, "So does the log of June", "document");
  await expect(region.getByText("The log of May shows it")).toHaveCount(1);
  await expect(why(page, first)).toContainText(/evidence/);
});

test("a perspective that is typed on while it is being kept stays open, and says that the first words are kept", async ({
  as,
}) => {
  const page = await as("mara");
  await page.goto("/w/northwind/incidents/new");
  await page.getByLabel("What got in the way?").fill("Two mails promised two prices");
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two mails promised two prices");
  await page.goto(`${page.url()}?write=1`);
  const words = page.getByRole("textbox", { name: "How did it look from Marketing?" });
  const answers = await lateAnswers(page);
  await words.fill("Nobody told us");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect.poll(answers.held).toBe(1);
  await words.pressSequentially(" of the second mail.");

  answers.letThrough();

  await expect(
    page.getByRole("status").filter({ hasText: "What you typed since then stands here still" }),
  ).toBeVisible();
  await expect(words).toHaveValue("Nobody told us of the second mail.");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByRole("region", { name: "Perspectives" }).getByRole("blockquote")).toHaveText(
    "Nobody told us of the second mail.",
  );
  await expect(words).toHaveCount(0);
});

test("what was typed about one line and not sent stands there when one comes back, until it is sent", async ({
  as,
}) => {
  const page = await as("mara");
  const [first, second] = ["The stamp is set by hand", "Nobody looks at the stamp"];
  await openTreeOn(page, "Parcels leave with an old stamp");
  await page.getByRole("tree").getByRole("button", { name: "Ask why" }).press("Enter");
  await typing(page).fill(first);
  await typing(page).press("Enter");
  await typing(page).fill(second);
  await typing(page).press("Escape");
  await saved(page);
  const form = page.getByRole("form", { name: "Add evidence" });
  await choose(page, first);
  await page.keyboard.press("e");
  await form.getByLabel("What was seen").fill("Three of ten were of last week");

  await choose(page, second);
  await expect(page.getByRole("complementary", { name: "About the chosen line" })).toContainText(second);
  await page.keyboard.press("e");
  await expect(form.getByLabel("What was seen")).toHaveValue("");
  await choose(page, first);

  await expect(form.getByLabel("What was seen")).toHaveValue("Three of ten were of last week");
  await addEvidence(page, "Three of ten were of last week", "data");
  await page.reload();
  await choose(page, first);
  await page.keyboard.press("e");
  await expect(form.getByLabel("What was seen")).toHaveValue("");
});

test("what is typed on while one's perspective is on its way is kept, where the form has gone", async ({ as }) => {
  const page = await as("mara");
  await page.goto("/w/northwind/incidents/new");
  await page.getByLabel("What got in the way?").fill("The stand was set up twice");
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The stand was set up twice");
  const form = page.getByRole("form", { name: "How did it look from Marketing?" });
  const words = form.getByRole("textbox");
  const answers = await lateAnswers(page);
  await words.fill("We had no list.");
  await form.getByRole("button", { name: "Keep it" }).click();
  await expect.poll(answers.held).toBe(1);
  await words.fill("We had no list. Nor had the fitters.");

  answers.letThrough();

  const told = page.getByRole("region", { name: "Perspectives" });
  await expect(told.getByRole("blockquote")).toHaveText("We had no list.");
  await told.getByRole("link", { name: "go on writing" }).click();
  await expect(words).toHaveValue("We had no list. Nor had the fitters.");
  await form.getByRole("button", { name: "Keep it" }).click();
  await expect(told.getByRole("blockquote")).toHaveText("We had no list. Nor had the fitters.");
  await expect(told.getByRole("link", { name: "go on writing" })).toHaveCount(0);
});
