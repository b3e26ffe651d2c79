import { expect, type Page } from "@playwright/test";
import type { House, Who } from "./house";

/** Where to find each page of `app/`, and who may open it. A page without an address here fails the pages' story. */

/** What stands in the place of `[incident]` and its like: rows of the example. */
export type Ids = Record<"incident" | "tree" | "cause" | "improvement" | "cycle" | "measure", string>;

type Place = {
  /** Nobody is signed in where this is missing. */
  who?: Who;
  at: string;
  /** Further states of the same page, after a question mark. */
  also?: string[];
};

const harbour = "/w/harbour";
const northwind = "/w/northwind";

/** Pages that exist only until an installation is set up. */
export const firstDay = (setupLink: string): Record<string, Place> => ({
  "app/(public)/page.tsx": { at: "/" },
  "app/(public)/setup/page.tsx": { at: setupLink },
  "app/(public)/setup/workspace/page.tsx": { at: setupLink.replace("/setup?", "/setup/workspace?") },
});

export const everyDay = ({ incident, tree, cause, improvement, cycle, measure }: Ids): Record<string, Place> => ({
  "app/(public)/sign-in/page.tsx": { at: "/sign-in" },
  "app/(public)/invitation/[token]/page.tsx": { at: `/invitation/${"x".repeat(43)}` },
  "app/(public)/reset/[token]/page.tsx": { at: `/reset/${"x".repeat(43)}` },
  "app/(public)/shared/[token]/page.tsx": { at: `/shared/${"x".repeat(43)}` },
  "app/(public)/unsubscribe/[token]/page.tsx": { at: `/unsubscribe/${"x".repeat(86)}` },
  "app/w/[workspace]/page.tsx": { who: "jonas", at: harbour },
  "app/w/[workspace]/today/page.tsx": { who: "jonas", at: `${harbour}/today` },
  "app/w/[workspace]/incidents/page.tsx": {
    who: "jonas",
    at: `${harbour}/incidents`,
    also: ["stage=open&severity=3", "text=nothing+has+these+words"],
  },
  "app/w/[workspace]/incidents/new/page.tsx": { who: "jonas", at: `${harbour}/incidents/new` },
  "app/w/[workspace]/incidents/[incident]/page.tsx": { who: "jonas", at: incident, also: ["write=1", "link="] },
  "app/w/[workspace]/incidents/[incident]/a3/page.tsx": { who: "jonas", at: `${incident}/a3`, also: ["names=out"] },
  "app/w/[workspace]/incidents/[incident]/edit/page.tsx": { who: "jonas", at: `${incident}/edit` },
  "app/w/[workspace]/causes/[tree]/page.tsx": {
    who: "jonas",
    at: tree.split("?")[0] ?? tree,
    also: [tree.split("?")[1] ?? ""],
  },
  "app/w/[workspace]/causes/[tree]/on-a-phone/page.tsx": {
    who: "jonas",
    at: (tree.split("?")[0] ?? tree).concat("/on-a-phone"),
  },
  "app/w/[workspace]/causes/[tree]/diagram/page.tsx": {
    who: "jonas",
    at: (tree.split("?")[0] ?? tree).concat("/diagram"),
    also: [tree.split("?")[1] ?? ""],
  },
  "app/w/[workspace]/causes/[tree]/read-back/page.tsx": {
    who: "jonas",
    at: (tree.split("?")[0] ?? tree).concat("/read-back"),
    also: [tree.split("?")[1] ?? "", "whole=1"],
  },
  "app/w/[workspace]/causes/[tree]/replay/page.tsx": {
    who: "jonas",
    at: (tree.split("?")[0] ?? tree).concat("/replay"),
    also: ["at=1", "at=9"],
  },
  "app/w/[workspace]/causes/compare/page.tsx": { who: "jonas", at: `${harbour}/causes/compare` },
  "app/w/[workspace]/root-causes/page.tsx": { who: "jonas", at: `${harbour}/root-causes` },
  "app/w/[workspace]/root-causes/[cause]/page.tsx": { who: "jonas", at: cause },
  "app/w/[workspace]/improvements/page.tsx": {
    who: "jonas",
    at: `${harbour}/improvements`,
    also: [`open=${improvement.split("/").at(-1)}`, "view=age", "wall=1", "overdue=1&age=31-60"],
  },
  "app/w/[workspace]/improvements/new/page.tsx": { who: "jonas", at: `${harbour}/improvements/new` },
  "app/w/[workspace]/improvements/[improvement]/page.tsx": {
    who: "jonas",
    at: improvement,
    also: ["to=do", "to=check", "to=act"],
  },
  "app/w/[workspace]/views/page.tsx": {
    who: "jonas",
    at: `${harbour}/views`,
    also: ["of=incidents&query=stage%3Dopen"],
  },
  "app/w/[workspace]/kaizen/page.tsx": { who: "jonas", at: `${harbour}/kaizen` },
  "app/w/[workspace]/cycles/page.tsx": { who: "jonas", at: `${harbour}/cycles`, also: ["before=2020-01-01"] },
  "app/w/[workspace]/cycles/new/page.tsx": { who: "jonas", at: `${harbour}/cycles/new` },
  "app/w/[workspace]/cycles/[cycle]/page.tsx": { who: "jonas", at: cycle },
  "app/w/[workspace]/cycles/[cycle]/huddle/page.tsx": { who: "jonas", at: `${cycle}/huddle` },
  "app/w/[workspace]/cycles/[cycle]/review/page.tsx": { who: "jonas", at: `${cycle}/review` },
  "app/w/[workspace]/alignment/page.tsx": { who: "jonas", at: `${harbour}/alignment` },
  "app/w/[workspace]/trends/cost/page.tsx": {
    who: "jonas",
    at: `${harbour}/trends/cost`,
    also: ["add=rework", "add=late_response"],
  },
  "app/w/[workspace]/trends/flow/page.tsx": {
    who: "jonas",
    at: `${harbour}/trends/flow`,
    also: ["span=year", "span=all&relationship=all"],
  },
  "app/w/[workspace]/trends/page.tsx": { who: "jonas", at: `${harbour}/trends` },
  "app/w/[workspace]/trends/measures/page.tsx": {
    who: "jonas",
    at: `${harbour}/trends/measures`,
    also: [`removed=${measure.split("/").at(-1)}`],
  },
  "app/w/[workspace]/trends/measures/new/page.tsx": { who: "jonas", at: `${harbour}/trends/measures/new` },
  "app/w/[workspace]/trends/measures/[measure]/page.tsx": { who: "jonas", at: measure, also: ["all=1", "as=run"] },
  "app/w/[workspace]/notices/page.tsx": { who: "jonas", at: `${harbour}/notices` },
  "app/w/[workspace]/profile/page.tsx": { who: "jonas", at: `${harbour}/profile` },
  "app/w/[workspace]/profile/notices/page.tsx": { who: "jonas", at: `${harbour}/profile/notices` },
  "app/w/[workspace]/settings/page.tsx": { who: "hanne", at: `${northwind}/settings` },
  "app/w/[workspace]/settings/people/page.tsx": { who: "hanne", at: `${northwind}/settings/people` },
  "app/w/[workspace]/settings/teams/page.tsx": { who: "hanne", at: `${northwind}/settings/teams` },
  "app/w/[workspace]/settings/import/page.tsx": { who: "hanne", at: `${northwind}/settings/import` },
  "app/w/[workspace]/settings/tokens/page.tsx": { who: "hanne", at: `${northwind}/settings/tokens` },
  "app/w/[workspace]/settings/wording/page.tsx": { who: "hanne", at: `${northwind}/settings/wording` },
  "app/w/[workspace]/settings/api/page.tsx": { who: "hanne", at: `${northwind}/settings/api` },
  "app/w/[workspace]/settings/activity/page.tsx": {
    who: "hanne",
    at: `${northwind}/settings/activity`,
    also: ["kind=session", "kind=case&since=2020-01-01&until=2020-01-02"],
  },
  "app/w/[workspace]/settings/backup/page.tsx": { who: "hanne", at: `${northwind}/settings/backup` },
  "app/w/[workspace]/settings/status/page.tsx": { who: "hanne", at: `${northwind}/settings/status` },
  "app/w/[workspace]/settings/workspace/page.tsx": { who: "hanne", at: `${northwind}/settings/workspace` },
});

/** Looks the rows up on the screen: the finished incident, its tree with a chosen why, and the first of each list. */
export async function findIds(page: Page, { finished }: House): Promise<Ids> {
  const first = async (list: string) => {
    await page.goto(`${harbour}/${list}`);
    return hrefOf(page.getByRole("row").nth(1).getByRole("link").first());
  };
  await page.goto(finished);
  const tree = await hrefOf(
    page.getByRole("region", { name: "Cause tree" }).getByRole("listitem").getByRole("link").first(),
  );
  return {
    incident: finished,
    tree,
    cause: await first("root-causes"),
    improvement: await first("improvements?view=age"),
    cycle: await aCycle(page),
    measure: await aMeasure(page),
  };
}

/** The example's cycle; it is opened where nobody has yet. */
async function aCycle(page: Page): Promise<string> {
  await page.goto(`${harbour}/cycles`);
  const standing = page.getByRole("link", { name: "Go on with it" });
  const open = page.getByRole("link", { name: "Open the first cycle" });
  await expect(standing.or(open)).toBeVisible();
  if (await standing.isVisible()) return hrefOf(standing);
  await open.click();
  await page.getByRole("button", { name: "Open it" }).click();
  await expect(page).toHaveURL(/\/cycles\/[\w-]{36}$/);
  return new URL(page.url()).pathname;
}

/** The first measure of the example. */
async function aMeasure(page: Page): Promise<string> {
  await page.goto(`${harbour}/trends/measures`);
  return hrefOf(page.getByRole("main").getByRole("listitem").first().getByRole("link"));
}

async function hrefOf(link: ReturnType<Page["locator"]>): Promise<string> {
  await expect(link).toHaveAttribute("href", /^\/w\/harbour\//);
  return (await link.getAttribute("href")) ?? "";
}
