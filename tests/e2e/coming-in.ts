import { expect, type Page } from "@playwright/test";

/** How people come in, step by step as they do it. Each ends where the person arrives. */

export const password = "a quiet harbour at dawn";

type Owner = { name: string; email: string; workspace: string };

/** Goes through the wizard behind the set-up link; ends on Today. */
export async function createWorkspace(page: Page, setupLink: string, { name, email, workspace }: Owner) {
  await page.goto(setupLink);
  await page.getByRole("link", { name: "Create workspace" }).click();
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Name of the workspace").fill(workspace);
  await page.getByRole("radio", { name: "Neither: I help both sides" }).check();
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page).toHaveURL(/\/w\/[\w-]+\/today$/);
}

type Guest = { email: string; role: string; team: string };

/** Makes an invitation in the settings of a workspace. Gives the link to pass on. */
export async function invite(page: Page, workspace: string, { email, role, team }: Guest): Promise<string> {
  await page.goto(`/w/${workspace}/settings/people`);
  const form = page.getByRole("region", { name: "Invite somebody" });
  await form.getByLabel("E-mail address").fill(email);
  await form.getByLabel("Role").selectOption({ label: role });
  await form.getByLabel("Team").selectOption({ label: team });
  await form.getByRole("button", { name: "Make the link" }).click();
  const link = form.getByLabel("The link for them");
  await expect(link).toHaveText(/\/invitation\/[\w-]{40,}$/);
  return (await link.textContent()) ?? "";
}

/** Follows an invitation as somebody who was not here before; ends on Today. */
export async function join(page: Page, link: string, name: string) {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Choose a password").fill(password);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(page).toHaveURL(/\/w\/[\w-]+\/today$/);
}

export async function signIn(page: Page, email: string, secret = password) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** By the menu at the top of the rail. */
export async function signOut(page: Page) {
  const rail = page.getByRole("navigation", { name: "Main", exact: true });
  await rail.locator("summary").click();
  await rail.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
}
