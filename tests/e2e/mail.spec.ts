import { emailOf } from "./house";
import { expect, test } from "./story";

/** What waits comes as a mail whose link leads to the next step; its reader ends that with one click, and has a calendar. */
test.describe.configure({ mode: "serial" });
test.use({ movable: true, mailed: true });

const title = "Ask for the leave plan on the first of each month";
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("a mail that somebody asks for shows that their address takes mail", async ({ as, post }) => {
  const page = await as("tom");
  await page.goto("/w/northwind/profile/notices");
  const address = page.getByRole("region", { name: "Your address" });
  await expect(address).toContainText(emailOf("tom"));

  await address.getByRole("button", { name: "Send me a mail now" }).click();

  await expect(address.getByRole("status")).toHaveText("It is on its way");
  await expect.poll(() => post.mails.map(({ to }) => to?.[0]?.address), { timeout: 30_000 }).toContain(emailOf("tom"));
});

test("a reminder comes as a mail, its link leads to the next step, and one click ends the mail", async ({
  as,
  ahead,
  browser,
  post,
  server,
}) => {
  test.slow(); // the program looks for work by its own clock
  const page = await as("mara");
  await page.goto("/w/northwind/improvements/new");
  const form = page.getByRole("form", { name: "Plan an improvement" });
  await form.getByLabel("What will be done?").fill(title);
  await form.getByRole("radio", { name: /^Investigation/ }).check();
  await form.getByLabel("In place by").fill(dayIn(4));
  await form.getByRole("button", { name: "Plan it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);

  ahead(1);
  await expect(async () => {
    await page.goto("/w/northwind/notices");
    await expect(page.getByRole("article", { name: title })).toBeVisible({ timeout: 500 });
  }).toPass();
  const reminder = () =>
    post.mails.find(({ to, subject }) => to?.[0]?.address === emailOf("mara") && subject?.includes(title));
  expect(reminder()).toBeUndefined();
  ahead(2);
  await expect.poll(reminder, { timeout: 30_000 }).toBeDefined();

  const mail = reminder();
  const linkIn = (words: RegExp) => words.exec(mail?.text ?? "")?.[1] ?? "";
  await page.goto(linkIn(/\s(\S+\/improvements\/\S+)/));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(linkIn(/No mail any more: (\S+)/));
  await stranger.getByRole("button", { name: "Send me no more mail" }).click();
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("No mail comes any more");
  await stranger.context().close();
  const [, oneClick = ""] = /<(.*)>/.exec(mail?.header("List-Unsubscribe") ?? "") ?? [];
  expect(oneClick).toContain(`${server.origin}/api/unsubscribe/`);
  const answer = await fetch(oneClick, { method: "POST", body: new URLSearchParams("List-Unsubscribe=One-Click") });
  expect(answer.status).toBe(200);
  await page.goto("/w/northwind/profile/notices");
  await expect(page.getByRole("radio", { name: /^None/ })).toBeChecked();
});

test("a private address puts the days into a calendar elsewhere, until it is withdrawn", async ({ as }) => {
  const page = await as("mara");
  await page.goto("/w/northwind/profile/notices");
  const calendar = page.getByRole("region", { name: "Your calendar" });
  await calendar.getByRole("button", { name: "Make an address" }).click();
  const shown = calendar.getByLabel("The address");
  await expect(shown).toHaveText(/\/api\/calendar\/[\w-]{43}\.ics$/);
  const address = (await shown.textContent()) ?? "";

  const feed = await (await fetch(address)).text();
  expect(feed.replace(/\r\n /g, "")).toContain(`SUMMARY:Due: ${title}`);
  expect(feed).toContain(`DTSTART;VALUE=DATE:${dayIn(4).replaceAll("-", "")}`);

  await calendar.getByRole("button", { name: "Withdraw the address" }).click();
  await expect(calendar.getByRole("button", { name: "Withdraw the address" })).toHaveCount(0);
  expect((await fetch(address)).status).toBe(404);
});
