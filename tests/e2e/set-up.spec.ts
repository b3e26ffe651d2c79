import type { Browser } from "@playwright/test";
import { invite, join, password, signIn, signOut } from "./coming-in";
import { expect, test, watch } from "./story";

/** The first day of an installation, from the link in the terminal to both sides sitting at the table. */
test.use({ firstDay: true });
test.describe.configure({ mode: "serial" });

const workspace = "mill";
const owner = { name: "Hanne Falk", email: "hanne@mill.example" };

test("without the link, or with a wrong one, a stranger only learns where it is", async ({ page }) => {
  for (const address of ["/", "/setup", "/setup/workspace", `/setup?token=${"x".repeat(43)}`]) {
    await page.goto(address);

    await expect(page.getByText("Where to find the link")).toBeVisible();
    await expect(page.getByRole("textbox")).toHaveCount(0);
    await expect(page.getByRole("button")).toHaveCount(0);
  }
});

test("the example opens on an incident that went all the way, and leaves the link as it was", async ({
  page,
  server,
}) => {
  await page.goto(server.setupLink ?? "");
  await page.getByRole("button", { name: "Open the example" }).click();

  await expect(page).toHaveURL(/\/w\/harbour\/incidents\//);
  await expect(page.getByRole("main").getByText("Closed", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Cause tree" })).toContainText("settled by both sides");
  await expect(page.getByRole("region", { name: "Improvements" }).getByRole("link")).not.toHaveCount(0);

  await signOut(page);
  await page.goto(server.setupLink ?? "");
  await expect(page.getByRole("link", { name: "Create workspace" })).toBeVisible();
});

test("the wizard says what is wrong at each field, keeps the rest, and counts once", async ({ page, server }) => {
  const link = server.setupLink ?? "";
  const late = await page.context().newPage();
  for (const tab of [page, late]) {
    await tab.goto(link);
    await tab.getByRole("link", { name: "Create workspace" }).click();
    await tab.getByLabel("Your name").fill(owner.name);
    await tab.getByLabel("E-mail address").fill(owner.email);
    await tab.getByLabel("Password").fill("too short");
    await tab.getByLabel("Name of the workspace").fill("Mill");
    await tab.getByRole("textbox", { name: "Second team" }).fill("Marketing");
    await tab.getByRole("radio", { name: "Neither: I help both sides" }).check();
  }
  const create = { name: "Create workspace" };

  await page.getByRole("button", create).click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/12/);
  await expect(page.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: "Second team" })).toHaveAccessibleDescription(
    "Two teams need two different names.",
  );
  await expect(page.getByLabel("E-mail address")).toHaveValue(owner.email);
  await expect(page.getByRole("radio", { name: "Neither: I help both sides" })).toBeChecked();

  await page.getByLabel("Password").fill(password);
  await page.getByRole("textbox", { name: "Second team" }).fill("Sales");
  await page.getByRole("button", create).click();
  await expect(page).toHaveURL(`/w/${workspace}/today`);
  await expect(page.getByRole("heading", { name: "What got in the way?" })).toBeVisible();

  await late.getByLabel("Password").fill(password);
  await late.getByRole("textbox", { name: "Second team" }).fill("Sales");
  await late.getByRole("button", create).click();
  await expect(
    late.getByRole("main").getByRole("alert").getByText("This set-up link is not valid any more."),
  ).toBeVisible();
  await late.goto(link);
  await expect(late).toHaveURL(/\/w\/mill\/today$/);
});

test("a wrong password is said at the field, and the address stays", async ({ page }) => {
  await signIn(page, owner.email, "not the password at all");
  const secret = page.getByLabel("Password");
  await expect(secret).toHaveAccessibleDescription("This address and this password do not belong together.");
  await expect(secret).toBeFocused();
  await expect(page.getByLabel("E-mail address")).toHaveValue(owner.email);
  await expect(secret).toHaveValue("");

  await secret.fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/w\/mill\/today$/);
});

test("signing in leads to the page one came for, and signing out shuts it", async ({ page }) => {
  await page.goto(`/w/${workspace}/incidents?stage=open`);
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/incidents\?stage=open$/);

  await signOut(page);
  await page.goto(`/w/${workspace}/today`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("an invitation lets in one person, in their own browser, once, in the team and role it names", async ({
  page,
  browser,
  watched,
}) => {
  await signIn(page, owner.email);
  await expect(page).toHaveURL(/\/today$/);
  const link = await invite(page, workspace, { email: "mara@mill.example", role: "lead", team: "Marketing" });
  const theirs = await elsewhere(browser, watched);

  await theirs.goto(link);
  await expect(theirs.getByText("to the team Marketing, in the role “lead”")).toBeVisible();
  await theirs.getByLabel("Your name").fill("Mara Lind");
  await theirs.getByLabel("Choose a password").fill("short");
  await theirs.getByRole("button", { name: "Join", exact: true }).click();
  await expect(theirs.getByLabel("Choose a password")).toHaveAccessibleDescription(/12/);
  await expect(theirs.getByLabel("Your name")).toHaveValue("Mara Lind");
  await join(theirs, link, "Mara Lind");

  await expect(theirs.getByRole("link", { name: /Mara Lind Marketing, lead/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "Members" })).toContainText("Marketing, lead · mara@mill.example");

  const third = await elsewhere(browser, watched);
  await third.goto(link);
  await expect(third.getByText("This invitation was used already.")).toBeVisible();
  await expect(third.getByRole("textbox")).toHaveCount(0);
});

test("a withdrawn invitation says so, also to whoever had it open", async ({ page, browser, watched }) => {
  await signIn(page, owner.email);
  await expect(page).toHaveURL(/\/today$/);
  const link = await invite(page, workspace, { email: "sina@mill.example", role: "member", team: "Sales" });
  const theirs = await elsewhere(browser, watched);
  await theirs.goto(link);
  await theirs.getByLabel("Your name").fill("Sina Roth");
  await theirs.getByLabel("Choose a password").fill(password);

  await page.reload();
  await page.getByRole("button", { name: "Withdraw the invitation of sina@mill.example" }).click();
  await expect(page.getByRole("heading", { name: /Open invitations/ })).toHaveCount(0);

  await theirs.getByRole("button", { name: "Join", exact: true }).click();
  await expect(theirs.getByRole("main").getByRole("alert")).toContainText("This invitation was withdrawn.");
  await expect(theirs.getByLabel("Your name")).toHaveValue("Sina Roth");
  await theirs.reload();
  await expect(theirs.getByText("This invitation was withdrawn.")).toBeVisible();
  await expect(theirs.getByRole("textbox")).toHaveCount(0);
});

test("a session that is ended in one browser is refused in the other at once", async ({ page, browser, watched }) => {
  await signIn(page, owner.email);
  await expect(page).toHaveURL(/\/today$/);
  const other = await elsewhere(browser, watched);
  await signIn(other, owner.email);
  await expect(other).toHaveURL(/\/today$/);

  await other.goto(`/w/${workspace}/profile`);
  const ends = other.getByRole("button", { name: /^End the session begun/ });
  const open = await ends.count();
  for (let left = open; left > 0; left -= 1) {
    await ends.first().click();
    await expect(ends).toHaveCount(left - 1);
  }

  await page.getByRole("link", { name: "Incidents" }).first().click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await other.reload();
  await expect(other.getByText("· this browser")).toBeVisible();
});

async function elsewhere(browser: Browser, faults: string[]) {
  const context = await browser.newContext();
  context.on("page", (page) => watch(page, faults));
  return context.newPage();
}
