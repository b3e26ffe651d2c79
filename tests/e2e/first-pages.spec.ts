import { firstDay } from "./addresses";
import { expectGuarded, expectSound } from "./looks";
import { expect, test } from "./story";

test.use({ firstDay: true });

test("the pages of the first day are sound at every width and in both themes", async ({ page, server }) => {
  for (const { at } of Object.values(firstDay(server.setupLink ?? ""))) {
    const answer = await page.goto(at);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

    expectGuarded(answer);
    await expectSound(page);
  }
});

test("no page of the first day gives its link away", async ({ page, server }) => {
  const token = new URL(server.setupLink ?? "").searchParams.get("token") ?? "none";
  for (const address of ["/", "/setup", "/setup/workspace", "/sign-in"]) {
    await page.goto(address);

    expect(await page.content()).not.toContain(token);
  }
});
