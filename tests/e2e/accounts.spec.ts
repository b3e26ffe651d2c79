import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { invite, join, password, signIn } from "./coming-in";
import { emailOf } from "./house";
import { expect, test } from "./story";

/** Whoever has lost a device or forgotten a password, and the owner who helps and can look up what was done. */
test.describe.configure({ mode: "serial" });

const home = "/w/northwind";
const guest = { name: "Nora Accounts", email: "nora.accounts@northwind.example" };
const chosen = "a later and longer sentence";

const newBrowser = async (browser: Browser, origin: string) =>
  (await browser.newContext({ baseURL: origin, locale: "en-GB" })).newPage();
const sessions = (page: Page) => page.getByRole("region", { name: /Where you are signed in/ });
const deeds = (page: Page) => page.getByRole("region", { name: /The latest/ });
/** A row of the people's list, open or not. */
const personRow = (page: Page) =>
  page
    .getByRole("region", { name: /^Members/ })
    .getByRole("listitem")
    .filter({ hasText: guest.email });

test("a session ended from another browser is over at once, and the sign-in says so", async ({
  as,
  browser,
  server,
}) => {
  const hanne = await as("hanne");
  const link = await invite(hanne, "northwind", { email: guest.email, role: "member", team: "Sales" });
  const lost = await newBrowser(browser, server.origin);
  await join(lost, link, guest.name);
  const here = await newBrowser(browser, server.origin);
  await signIn(here, guest.email);
  await expect(here).toHaveURL(/\/today$/);

  await here.goto(`${home}/profile`);
  await expect(sessions(here).getByText("Chrome on Linux")).toHaveCount(2);
  await sessions(here)
    .getByRole("button", { name: /^End the session begun/ })
    .click();
  await expect(sessions(here).getByText("Chrome on Linux")).toHaveCount(1);

  await lost.goto(`${home}/incidents`);
  await expect(lost).toHaveURL(/\/sign-in\?next=/);
  await expect(lost.getByText("Your session here has ended. Sign in to go on.")).toBeVisible();
  await lost.context().close();
  await here.context().close();
});

test("all other sessions end with one button, also without scripts", async ({ browser, server }) => {
  const other = await newBrowser(browser, server.origin);
  await signIn(other, guest.email);
  await expect(other).toHaveURL(/\/today$/);
  const plain = await (
    await browser.newContext({ baseURL: server.origin, locale: "en-GB", javaScriptEnabled: false })
  ).newPage();
  await signIn(plain, guest.email);
  await expect(plain).toHaveURL(/\/today$/);

  await plain.goto(`${home}/profile`);
  await sessions(plain).getByRole("button", { name: "End all others" }).click();
  await expect(sessions(plain).getByText("Chrome on Linux")).toHaveCount(1);

  await other.goto(`${home}/today`);
  await expect(other).toHaveURL(/\/sign-in/);
  await other.context().close();
  await plain.context().close();
});

test("with an owner's link a new password is chosen, once, and every session ends", async ({ as, browser, server }) => {
  const hanne = await as("hanne");
  const before = await newBrowser(browser, server.origin);
  await signIn(before, guest.email);
  await expect(before).toHaveURL(/\/today$/);
  await hanne.goto(`${home}/settings/people`);
  await hanne.getByRole("link", { name: `Change ${guest.name}` }).click();
  const form = personRow(hanne).getByRole("form", { name: `A new password for ${guest.name}` });
  await form.getByRole("button", { name: "Make a link for a new password" }).click();
  const shown = form.getByLabel("The link for them");
  await expect(shown).toHaveText(/\/reset\/[\w-]{43}$/);
  const link = (await shown.textContent()) ?? "";

  const theirs = await newBrowser(browser, server.origin);
  await theirs.goto(link);
  await theirs.getByLabel("The new password").fill("short");
  await theirs.getByRole("button", { name: "Choose this password" }).click();
  await expect(theirs.getByLabel("The new password")).toHaveAttribute("aria-invalid", "true");
  await theirs.getByLabel("The new password").fill(chosen);
  await theirs.getByRole("button", { name: "Choose this password" }).click();
  await expect(theirs.getByText("Your new password holds. Sign in with it.")).toBeVisible();

  await before.goto(`${home}/today`);
  await expect(before).toHaveURL(/\/sign-in/);
  await signIn(before, guest.email, password);
  await expect(before.getByRole("main").getByText("do not belong together").first()).toBeVisible();
  await signIn(theirs, guest.email, chosen);
  await expect(theirs).toHaveURL(/\/today$/);
  await theirs.goto(link);
  await expect(theirs.getByText("This link was used already.")).toBeVisible();
  await theirs.context().close();
  await before.context().close();
});

test("the owner finds in the activity what happened to the account, and takes it along", async ({ as }) => {
  const hanne = await as("hanne");
  await hanne.goto(`${home}/settings/activity`);
  const narrow = hanne.getByRole("search", { name: "Narrow the activity" });
  await narrow.getByLabel("Kind").selectOption({ label: "Passwords" });
  await narrow.getByRole("button", { name: "Show", exact: true }).click();

  await expect(hanne).toHaveURL(/kind=password/);
  const reset = deeds(hanne)
    .getByRole("listitem")
    .filter({ hasText: "A new password was chosen by a link" })
    .filter({ hasText: guest.name });
  await expect(reset).toHaveCount(1);
  await reset.getByRole("link", { name: `Only what belongs to ${guest.name}` }).click();
  await expect(hanne).toHaveURL(/about=/);
  await narrow.getByLabel("Kind").selectOption({ label: "Sign-ins and sessions" });
  await narrow.getByRole("button", { name: "Show", exact: true }).click();
  await expect(hanne).toHaveURL(/kind=session/);
  await expect(deeds(hanne).getByText("A sign-in was refused").first()).toBeVisible();

  const waiting = hanne.waitForEvent("download");
  await hanne.getByRole("link", { name: "Export as CSV" }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/^northwind-history-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await file.path(), "utf8");
  expect(text).toContain("session.refused");
  expect(text).toContain("session.ended");
  expect(text).not.toContain("why.asked");
  expect(text).not.toContain(chosen);

  await hanne.goto(`${home}/settings/activity?kind=activity`);
  await expect(deeds(hanne).getByText("exported the history").first()).toBeVisible();
});

test("an executive and a member find neither the activity nor the status", async ({ as }) => {
  for (const who of ["tom", "sina"] as const) {
    const page = await as(who);
    for (const room of ["activity", "status"])
      expect((await page.goto(`${home}/settings/${room}`))?.status(), `${emailOf(who)} ${room}`).toBe(403);
  }
});

test("the status of the installation stands in sentences, and an answer carries the number of its request", async ({
  as,
  request,
  server,
}) => {
  const hanne = await as("hanne");
  const answer = await hanne.goto(`${home}/settings/status`);

  const standing = hanne.getByRole("region", { name: /well|needs? a look/ });
  await expect(standing.getByText("Database", { exact: true })).toBeVisible();
  await expect(standing.getByText("Last snapshot", { exact: true })).toBeVisible();
  expect(answer?.headers()["x-request-id"]).toMatch(/^[\w-]{12}$/);
  expect((await request.get(`${server.origin}/api/metrics`)).status()).toBe(404);
  const cookies = await hanne.context().cookies();
  expect(cookies.find(({ name }) => name === "common-cause")).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});
