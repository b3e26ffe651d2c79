import { expect, test } from "./story";

test.use({ firstDay: true });

test("a stranger finds the door, and cannot claim a fresh installation without its link", async ({ page, server }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await page.goto("/setup");
  await expect(page.getByRole("textbox")).toHaveCount(0);

  await page.goto("/w/somewhere/incidents");
  await expect(page).toHaveURL(/\/sign-in\?next=/);

  expect(server.setupLink).toMatch(/\/setup\?token=[\w-]{40,}$/);
});

test("what another site sends with our cookie never arrives", async ({ request }) => {
  const sent = await request.post("/sign-in", {
    headers: { cookie: "common-cause=x", origin: "https://evil.example" },
  });

  expect(sent.status()).toBe(403);
});

test("every answer carries the content policy, and strangers learn no version", async ({ request }) => {
  const answer = await request.get("/sign-in");
  const headers = answer.headers();

  expect(headers["content-security-policy"]).toMatch(/script-src 'nonce-[\w+/=]+' 'strict-dynamic';/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["x-powered-by"]).toBeUndefined();
  expect(await (await request.get("/api/ready")).json()).toEqual({ status: "ok" });
});
