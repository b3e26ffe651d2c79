import { type Browser, chromium, type Page } from "@playwright/test";

/** A real browser in what is measured. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    // Chromium's sandbox refuses to run as root, as containers do.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });

/** A page of its own, of whoever the cookie belongs to. */
export async function newPage(browser: Browser, origin: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: origin }]);
  return context.newPage();
}

const words = " and everyone had thought that the others knew of it";
/** The machine stumbles now and then for reasons of its own; the best of some tries is what the page needs. */
const tries = 3;

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
};

/**
 * What the page's own thread was busy with at a stretch, at the longest, in ms of CPU: a frame cannot come sooner. On
 * the clock it would tell how busy the machine is with other things. Of the best of some tries.
 */
export async function longestFrame(page: Page, act: () => Promise<void>): Promise<number> {
  const browser = page.context().browser();
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < tries; attempt++) {
    await browser?.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
    await act();
    const traced = await browser?.stopTracing();
    const { traceEvents = [] } = JSON.parse(String(traced ?? "{}")) as { traceEvents?: TraceEvent[] };
    const own = new Set(
      traceEvents
        .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    const tasks = traceEvents.filter(
      ({ name, ph, pid, tid }) => /RunTask$/.test(name) && ph === "X" && own.has(`${pid} ${tid}`),
    );
    if (tasks.length === 0) throw new Error("The browser told nothing of what it was busy with.");
    const longest = tasks.reduce((most, { dur = 0, tdur = dur }) => Math.max(most, tdur), 0);
    best = Math.min(best, longest / 1000);
  }
  return best;
}

/** Letter by letter, and until what was typed is saved and the whole tree has heard of it. */
export async function longestWhileTyping(page: Page): Promise<number> {
  const line = page.getByRole("treeitem").nth(5);
  await line.getByRole("link").click();
  await page.keyboard.press("F2");
  const field = line.getByRole("textbox");
  await field.waitFor();
  const standing = await field.inputValue();
  await page.waitForTimeout(1000);
  return longestFrame(page, async () => {
    await page.keyboard.type(words, { delay: 50 });
    await page.waitForTimeout(2000);
    for (let at = 0; at < words.length; at++) await page.keyboard.press("Backspace", { delay: 20 });
    await page.waitForTimeout(2000);
  }).finally(() => field.fill(standing));
}
