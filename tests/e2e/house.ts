import type { Browser, BrowserContext } from "@playwright/test";
import type { RunningServer } from "../support/server";
import { createWorkspace, invite, join } from "./coming-in";

/** Who lives in the house, and where: the team they belong to, the role they have. */
export const people = {
  hanne: { name: "Hanne Falk", workspace: "northwind", role: "owner", team: "No team: neutral" },
  mara: { name: "Mara Lind", workspace: "northwind", role: "lead", team: "Marketing" },
  tom: { name: "Tom Berg", workspace: "northwind", role: "member", team: "Marketing" },
  sina: { name: "Sina Roth", workspace: "northwind", role: "member", team: "Sales" },
  jonas: { name: "Jonas Lindqvist", workspace: "harbour", role: "lead", team: "Sales" },
  edda: { name: "Edda Blum", workspace: "harbour", role: "executive", team: "No team: neutral" },
} as const;
export type Who = keyof typeof people;

export const emailOf = (who: Who) => `${who}@${people[who].workspace}.example`;

type Storage = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** An installation that is lived in: the example "harbour", and the workspace "northwind" of people's own. */
export type House = {
  /** What the browser of each has kept: they are signed in. */
  keys: Record<Who, Storage>;
  /** The finished incident that the example opens on. */
  finished: string;
};

export async function moveIn(browser: Browser, { origin, setupLink }: RunningServer): Promise<House> {
  if (!setupLink) throw new Error("The server printed no set-up link.");
  const keys = {} as House["keys"];
  const newPage = async () => (await browser.newContext({ baseURL: origin, locale: "en-GB" })).newPage();
  const keep = async (who: Who, context: BrowserContext) => {
    keys[who] = await context.storageState();
  };

  const jonas = await newPage();
  await jonas.goto(setupLink);
  await jonas.getByRole("button", { name: "Open the example" }).click();
  await jonas.waitForURL(/\/w\/harbour\/incidents\//);
  const finished = new URL(jonas.url()).pathname;
  await keep("jonas", jonas.context());

  const hanne = await newPage();
  const { name, workspace } = people.hanne;
  await createWorkspace(hanne, setupLink, { name, email: emailOf("hanne"), workspace });
  await keep("hanne", hanne.context());

  const hosts = { northwind: hanne, harbour: jonas };
  for (const who of ["mara", "tom", "sina", "edda"] as const) {
    const { role, team, workspace: there, name: guest } = people[who];
    const link = await invite(hosts[there], there, { email: emailOf(who), role, team });
    const page = await newPage();
    await join(page, link, guest);
    await keep(who, page.context());
    await page.context().close();
  }
  for (const host of Object.values(hosts)) await host.context().close();
  return { keys, finished };
}
