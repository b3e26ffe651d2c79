import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type AxeBuilder from "@axe-core/playwright";
import type { APIResponse, Page, Response } from "@playwright/test";
import { contentPolicy } from "../../app/_server/content-policy";
import { expect } from "./story";

/** What holds for the look of any page, whatever it shows. */

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that a theme can break; the others see the same page in both. */
const rulesOfColour = ["color-contrast", "link-in-text-block"];
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Axe at both widths and in both themes, and no scrolling sideways down to 320 px. */
export async function expectSound(page: Page) {
  const name = new URL(page.url()).pathname;
  for (const size of widths) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    const light = await axe(page, { type: "tag", values: tags });
    expect.soft(told(light), `${name}, light, ${size.width} px`).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    const dark = await axe(page, { type: "rule", values: rulesOfColour });
    expect.soft(told(dark), `${name}, dark, ${size.width} px`).toEqual([]);
  }
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 700 });
    expect.soft(await page.evaluate(tooWide), `${name} sideways at ${width} px`).toEqual([]);
  }
}

type Found = Awaited<ReturnType<AxeBuilder["analyze"]>>;
type Asked = { type: "tag" | "rule"; values: string[] };

const ours = createRequire(import.meta.url);
const axeItself = readFileSync(
  createRequire(ours.resolve("@axe-core/playwright")).resolve("axe-core/axe.min.js"),
  "utf8",
);

/**
 * Axe is put into each document once, where its own builder for Playwright would put it there twice for every look. Only
 * what is wrong is told: describing all that is right takes longer than looking.
 */
async function axe(page: Page, runOnly: Asked): Promise<Found> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeItself);
  return page.evaluate(
    (options) =>
      (window as unknown as { axe: { run(on: Node, options: object): Promise<Found> } }).axe.run(document, options),
    { runOnly, resultTypes: ["violations"] },
  );
}

const told = ({ violations }: Found) =>
  violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(" | ")}`);

/** What reaches past the right edge, where the page can be scrolled there. */
function tooWide(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
    .map((element) => element.outerHTML.slice(0, 120));
}

const ofEveryAnswer = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
};

/** Gives the nonce of a page's answer, after comparing its policy and the headers that every answer has. */
export function expectGuarded(answer: Response | APIResponse | null): string {
  const headers = answer?.headers() ?? {};
  const policy = headers["content-security-policy"] ?? "";
  const [, nonce = "none"] = /'nonce-([\w+/=]+)'/.exec(policy) ?? [];
  expect(policy).toBe(contentPolicy(nonce, false));
  expectPlain(answer);
  return nonce;
}

/** The headers that also files and the API have. */
export function expectPlain(answer: Response | APIResponse | null) {
  const headers = answer?.headers() ?? {};
  expect(headers).toMatchObject(ofEveryAnswer);
  expect(headers["x-powered-by"]).toBeUndefined();
}
