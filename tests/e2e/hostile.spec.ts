import type { Page } from "@playwright/test";
import { tell } from "./incident";
import { expect, test } from "./story";
import { addEvidence, choose, line, readBack, saved } from "./tree";

/** Words that are meant to do harm are only words, wherever people can write and read them. */

const script = `<script>window.hurt = "script"</script>`;
const image = `<img src="x" onerror="window.hurt = 'image'">`;
const link = `<a href="javascript:window.hurt='link'">here</a> [here](javascript:window.hurt='link')`;
const turned = "\u202Eright to left\u202C and \u2066עברית\u2069 👩‍👩‍👧 {{7*7}} %00 ' -- \" &lt;b&gt;";

/** It is read as it was written, and nothing of it has become part of the page. */
async function expectWords(page: Page, ...words: string[]) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const each of words) await expect(page.getByText(each).filter({ visible: true })).not.toHaveCount(0);
  expect(await page.evaluate(() => "hurt" in window)).toBe(false);
  await expect(page.locator("img, main script, a[href^='javascript:']")).toHaveCount(0);
}

test("hostile words stay words on Today, the list, the incident, the tree, the cause and the improvement", async ({
  as,
}) => {
  const page = await as("mara");
  await page.goto("/w/northwind/today");
  await page.getByRole("textbox", { name: "What got in the way?" }).fill(script);
  await page.getByRole("button", { name: "Log it" }).click();
  await expectWords(page, script);
  await page.getByRole("link", { name: "Add more" }).click();
  for (const [label, words] of [
    ["Observed", image],
    ["Expected", link],
    ["Gap", turned],
    ["Hand-off", script],
    ["Found by", image],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(words);
  await page.getByRole("button", { name: "Keep the changes" }).click();
  await expectWords(page, script, image, link, turned);
  const incident = page.url();
  await tell(page, "Marketing", `${image} ${link}`);
  await page.goto("/w/northwind/incidents");
  await expectWords(page, script);

  await page.goto(incident);
  await page.getByRole("link", { name: "Open a tree anyway" }).click();
  await page.getByRole("button", { name: "Open a cause tree" }).click();
  await page.getByRole("tree").getByRole("button", { name: "Ask why" }).click();
  await page.keyboard.insertText(`Why ${image}`);
  await page.keyboard.press("Escape");
  await expect(line(page, image)).toBeFocused();
  await saved(page); // the panel opens for what the server knows
  await addEvidence(page, turned, "data");
  await choose(page, image);
  await readBack(page, "It leaps", `Because ${link}`);
  await expectWords(page, script, image, turned, link);
  await page.reload();
  await expectWords(page, script, image, turned, link);

  await page.getByRole("link", { name: "Plan an improvement" }).click();
  await page.getByLabel("What will be done?").fill(`Do ${script}`);
  await page.getByRole("radio", { name: /^Investigation/ }).check();
  await page.getByRole("button", { name: "Plan it" }).click();
  const form = page.getByRole("form", { name: "Prediction" });
  await form.getByLabel("What do we expect of it, in a sentence?").fill(image);
  await form.getByRole("button", { name: "Keep the prediction" }).click();
  await expect(page.getByRole("heading", { name: /^Prediction, written on/ })).toBeVisible();
  await expectWords(page, `Do ${script}`, image);
  await page.goto("/w/northwind/improvements");
  await expectWords(page, `Do ${script}`);
  await page.goto(incident);
  await expectWords(page, script, image, link, turned);
});

test("were markup ever to slip in, the content policy would not let it act, and this watch would hear of it", async ({
  as,
  watched,
}) => {
  const page = await as("mara");
  await page.goto("/w/northwind/today");
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByText("Say what got in the way.")).toBeVisible(); // the page's own script is at work
  await page.evaluate((markup) => document.querySelector("main")?.insertAdjacentHTML("beforeend", markup), image);

  await expect.poll(() => watched.some((words) => words.includes("Content Security Policy"))).toBe(true);
  expect(await page.evaluate(() => "hurt" in window)).toBe(false);
  watched.length = 0; // heard, as it should be
});
