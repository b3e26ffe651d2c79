import { expect, type Page } from "@playwright/test";

/** The page of one incident. */

const stages = /^(Reported|In analysis|Improving|Checking|Closed|Withdrawn|Contained only)$/;

/** Where it stands, as the line under its statement says. */
export const stage = (page: Page) => page.getByRole("article").getByText(stages).first();

/** Writes how it looked from one's own side. */
export async function tell(page: Page, side: string, words: string) {
  await page.getByRole("link", { name: `Write the ${side} perspective` }).click();
  // Before the page is there, the field of the same name is the one that asks first, below.
  await expect(page).toHaveURL(/[?&]write=/);
  await page.getByRole("textbox", { name: `How did it look from ${side}?` }).fill(words);
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByRole("blockquote").filter({ hasText: words })).toBeVisible();
}
