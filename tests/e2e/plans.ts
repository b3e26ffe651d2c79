import { expect, type Page } from "@playwright/test";

/** Plans of a story's own in Northwind, brought by a case and written whole by whoever is at the page. */

const board = "/w/northwind/improvements";
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Takes in a case that brings these plans. @param key of the case, which no other story has */
export async function takeInPlans(
  page: Page,
  key: string,
  plans: Record<string, "investigation" | "countermeasure">,
): Promise<void> {
  const why = { kind: "rule", status: "hypothesis", joint: null, ending: null, sameAs: null, category: null };
  const text = "No rule says who calls a lead on a Friday afternoon";
  const whys = [{ key: "1", text, ...why, evidence: [], whys: [] }];
  const file = {
    format: "common-cause/case@1",
    key,
    title: "Leads that nobody called",
    source: { name: "A story", year: null, note: "" },
    relationship: ["Marketing", "Sales"],
    incidents: [],
    trees: [{ key: "calls", incidents: [], problem: "Ten leads were called by nobody", whys }],
    improvements: Object.entries(plans).map(([title, kind], at) => ({
      ...{ key: `plan-${at + 1}`, title, kind },
      ...{ strength: null, whys: ["calls/1"], result: null },
    })),
  };
  await page.goto("/w/northwind/settings/import");
  await page.getByText("Or paste one").click();
  await page.getByLabel("The text of a case file").fill(JSON.stringify(file));
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await page.getByRole("button", { name: "Take it in" }).click();
  await expect(page.getByRole("status").filter({ hasText: "1 of 1 files taken in." })).toBeVisible();
}

/** An investigation asks for a sentence each, an owner and a day. */
export async function writePlan(page: Page, title: string) {
  await page.goto(`${board}?view=age`);
  await page.getByRole("row").filter({ hasText: title }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const prediction = page.getByRole("form", { name: "Prediction" });
  await prediction.getByLabel("What do we expect of it, in a sentence?").fill("We know who called whom.");
  await prediction.getByLabel("How will we see that it worked, in a sentence?").fill("Ten answers are written down.");
  await prediction.getByRole("button", { name: "Keep the prediction" }).click();
  await expect(page.getByRole("region", { name: "Prediction", exact: true })).toContainText("How we see it:");
  const plan = page.getByRole("form", { name: "Edit" });
  await plan.getByLabel("Owner").selectOption({ label: "Mara Lind, Marketing" });
  await plan.getByLabel("In place by").fill(inDays(14));
  await plan.getByRole("button", { name: "Keep the changes" }).click();
  await expect(
    page.getByRole("region", { name: "Next step" }).getByRole("button", { name: "Start work" }),
  ).toBeVisible();
}
