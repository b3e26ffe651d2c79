import { expect, type Page } from "@playwright/test";

/** The outline and its panel, as somebody at the keyboard sees them. */

export const line = (page: Page, text: string | RegExp) => page.getByRole("treeitem").filter({ hasText: text });
export const typing = (page: Page) => page.getByRole("textbox", { name: "Why?", exact: true });
export const missing = (page: Page) => page.getByRole("region", { name: "What is missing next" });
/** Whether what was typed is safe, as the foot of the page says it. */
export const safety = (page: Page) => page.getByRole("status").filter({ hasText: /sav/i });
export const saved = (page: Page) => expect(safety(page)).toContainText(/^(Saved \d|All saved)/);

/** Logs an incident and opens a tree on it, before either side has told its view. */
export async function openTreeOn(page: Page, problem: string) {
  await page.goto("/w/northwind/incidents/new");
  await page.getByLabel("What got in the way?").fill(problem);
  await page.getByRole("button", { name: "Log it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(problem);
  await page.goto(`${page.url()}?open=1`);
  await page.getByRole("button", { name: "Open a cause tree" }).click();
  await expect(page).toHaveURL(/\/causes\//);
}

/** Chooses a line with the pointer; a second click would reword it. */
export async function choose(page: Page, text: string) {
  const it = line(page, text);
  // Where much else goes on, a click may be lost in the moment in which the page's script takes over; a person clicks again.
  await expect(async () => {
    if ((await it.getAttribute("aria-selected")) !== "true") await it.getByRole("link").click();
    await expect(it).toHaveAttribute("aria-selected", "true", { timeout: 5_000 });
  }).toPass();
  await it.focus();
}

/** Rewords a line by keyboard. */
export async function reword(page: Page, from: string, to: string) {
  await choose(page, from);
  await page.keyboard.press("F2");
  await typing(page).fill(to);
  await typing(page).press("Escape");
}

/** Brings evidence to the chosen line, beginning with its key. */
export async function addEvidence(page: Page, text: string, kind: string) {
  await page.keyboard.press("e");
  const form = page.getByRole("form", { name: "Add evidence" });
  await form.getByLabel("What was seen").fill(text);
  await form.getByLabel("Kind").selectOption({ label: kind });
  await form.getByRole("radio", { name: "supports it" }).check();
  await form.getByRole("button", { name: "Add evidence" }).click();
  await expect(page.getByRole("region", { name: "Evidence and status" }).getByText(text)).toBeVisible();
}

export async function setStatus(page: Page, status: string, because = "") {
  const region = page.getByRole("region", { name: "Evidence and status" });
  await region.getByText("Change the status").click();
  const form = page.getByRole("form", { name: "Status" });
  await form.getByRole("radio", { name: status }).check();
  if (because) await form.getByLabel("Because").fill(because);
  await form.getByRole("button", { name: "Set the status" }).click();
  await expect(region.getByRole("heading")).toContainText(status);
}

/** Answers the read-back of the chosen line for one's own side. */
export async function readBack(page: Page, answer: "It holds" | "It leaps", where = "") {
  const form = page.getByRole("form", { name: "Read back" });
  if (where) await form.getByLabel("If it leaps: where?").fill(where);
  await form.getByRole("button", { name: answer }).click();
  await expect(form.getByRole("button", { name: answer })).toHaveAttribute("aria-pressed", "true");
}

export const ending = (page: Page) => page.getByRole("region", { name: "Ending" });

/** Sends an ending for the branch of the chosen line, beginning with its key. */
export async function endIn(page: Page, words: string, answers: Record<string, string>) {
  await page.keyboard.press("m");
  const form = page.getByRole("form", { name: "Ending" });
  await form.getByLabel("It ends in").selectOption({ label: words });
  for (const [label, answer] of Object.entries(answers)) {
    const field = form.getByLabel(label);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption({ label: answer });
    else await field.fill(answer);
  }
  await form.getByRole("button", { name: "Set the ending" }).click();
}
