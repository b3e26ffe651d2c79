import type { Page } from "@playwright/test";
import { expectSound } from "./looks";
import { expect, test } from "./story";
import { addEvidence, choose, endIn, ending, line, openTreeOn, reword, saved, setStatus, typing } from "./tree";

/** The sceptic of words: a hint is a question, dismissed with a reason; what names a person is for both sides to let stand. */
test.describe.configure({ mode: "serial" });

const judged = "The wording of the form is poor";
const blamed = "The operator forgot the second list";
let tree: string;

const hint = (page: Page, about: string) => page.getByRole("note", { name: `Wording hint: ${about}`, exact: true });

test("a hint stands quietly under the line, as a question, and changes nothing", async ({ as }) => {
  const page = await as("mara");
  await openTreeOn(page, "Two lists of one fair were called one after the other");
  tree = new URL(page.url()).pathname;
  await page.getByRole("tree").getByRole("button", { name: "Ask why" }).press("Enter");
  await typing(page).fill(judged);
  await page.keyboard.press("Enter");
  await typing(page).fill(blamed);
  await page.keyboard.press("Escape");
  await saved(page);

  await choose(page, judged);
  await expect(hint(page, "a judgement")).toContainText(/Compared with which standard/i);
  await expect(line(page, blamed).getByRole("img", { name: /^Wording/ })).toBeVisible();
  await expect(line(page, judged)).toContainText(judged);
  await expectSound(page);
});

test("a hint is dismissed with a reason, which is said beside it and can be taken back", async ({ as }) => {
  const page = await as("mara");
  await page.goto(tree);
  await choose(page, judged);
  await hint(page, "a judgement").getByText("Dismiss…").click();
  const form = page.getByRole("form", { name: "Dismiss: a judgement" });
  await form.getByRole("button", { name: "Dismiss" }).click();
  await expect(form.getByLabel("Why may these words stand?")).toHaveAccessibleDescription(/\S/);
  await page.reload();
  await choose(page, judged);
  await dismiss(page, "Measured against the style guide: 4 of 9 rules.");
  await page.reload();
  await choose(page, judged);
  await hint(page, "a judgement").getByRole("button", { name: "Take it back" }).click();
  await expect(hint(page, "a judgement").getByText("Dismiss…")).toBeVisible();
});

test("where a branch ends, words of blame end in no root cause until both sides let them stand", async ({ as }) => {
  const [mara, sina, hanne] = [await as("mara"), await as("sina"), await as("hanne")];
  await mara.goto(tree);
  await choose(mara, blamed);
  await addEvidence(mara, "Both lists as they were sent", "document");
  await setStatus(mara, "verified");
  await choose(mara, blamed);
  const answers = {
    Category: "Process and hand-off",
    "How far do we reach, with our sponsors?": "We control it",
    "Without it, would this come back?": "No, it would not come back",
  };
  await endIn(mara, "root cause", answers);
  await expect(ending(mara).getByRole("heading")).toContainText("no ending yet");
  await expect(ending(mara).getByRole("alert")).toBeVisible();

  for (const about of ["a person", "blame"]) await overrule(mara, about, "Marketing");
  await expect(hint(mara, "blame")).toContainText("Now it is for Sales to say whether it may stand.");
  await hanne.goto(tree);
  await choose(hanne, blamed);
  await expect(hint(hanne, "blame")).toBeVisible();
  await expect(hint(hanne, "blame").getByText(/^Overrule/)).toHaveCount(0);
  await sina.goto(tree);
  await choose(sina, blamed);
  for (const about of ["a person", "blame"]) await overrule(sina, about, "Sales");

  await mara.reload();
  await choose(mara, blamed);
  await expect(hint(mara, "blame")).toContainText("Sales lets it stand, Sina Roth");
  await endIn(mara, "root cause", answers);
  await expect(ending(mara).getByRole("heading")).toContainText("root cause");
});

test("other words are read anew, and nobody has let those stand", async ({ as }) => {
  const page = await as("mara");
  await page.goto(tree);
  await choose(page, judged);
  await dismiss(page, "Measured once more.");
  await reword(page, judged, "The wording of the form is poor in German");
  await saved(page);

  await choose(page, "poor in German");
  await expect(hint(page, "a judgement").getByText("Dismiss…")).toBeVisible();
  await expect(hint(page, "a judgement")).not.toContainText("Let stand");
});

async function dismiss(page: Page, reason: string) {
  await hint(page, "a judgement").getByText("Dismiss…").click();
  const form = page.getByRole("form", { name: "Dismiss: a judgement" });
  await form.getByLabel("Why may these words stand?").fill(reason);
  await form.getByRole("button", { name: "Dismiss" }).click();
  await expect(hint(page, "a judgement")).toContainText(`Let stand, Mara Lind: “${reason}”`);
}

async function overrule(page: Page, about: string, side: string) {
  await hint(page, about).getByText(`Overrule for ${side}…`).click();
  const form = page.getByRole("form", { name: `Overrule for ${side}: ${about}` });
  await form.getByLabel("Why may these words stand?").fill("It is the name of the post, and the step is theirs alone.");
  await form.getByRole("button", { name: `Overrule for ${side}` }).click();
  await expect(hint(page, about)).toContainText(`${side} lets it stand`);
}
