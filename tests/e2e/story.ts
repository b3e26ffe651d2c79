import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { type RunningServer, startServer, stopServer } from "../support/server";
import { type MailServer, startMailServer } from "../support/smtp";
import { type House, moveIn, type Who } from "./house";

type PerStory = {
  watched: string[];
  /** Opens a browser of this person's own, signed in. */
  as: (who: Who, options?: BrowserContextOptions) => Promise<Page>;
};
type PerWorker = {
  /** Stories about the first day say `test.use({ firstDay: true })`: they share a server that no other story has seen. */
  firstDay: boolean;
  /** Stories that live through a year say `test.use({ movable: true })`: they have a server whose clock they put ahead. */
  movable: boolean;
  /** Puts the clock of that server so many days ahead of the real one; from then on it is that day. */
  ahead: (days: number) => void;
  /** Stories about mail say `test.use({ mailed: true })`: what their server sends can be read in `post`. */
  mailed: boolean;
  post: MailServer;
  server: RunningServer;
  house: House;
};

const clockFile = join(tmpdir(), `common-cause-clock-${process.pid}`);

/**
 * Stories share one server per worker, freshly installed; `server.setupLink` is the link its operator would open. Every
 * page of the story is watched: a report of the content policy, an error in the console or a throw fails it.
 */
export const test = base.extend<PerStory, PerWorker>({
  firstDay: [false, { option: true, scope: "worker" }],
  movable: [false, { option: true, scope: "worker" }],
  mailed: [false, { option: true, scope: "worker" }],
  post: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it what a fixture asks for
    async ({}, use) => {
      const post = await startMailServer();
      await use(post);
      await post.stop();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ movable, mailed, post }, use) => {
      const clock: Record<string, string> = movable ? { CLOCK_FILE: clockFile } : {};
      const mail: Record<string, string> = mailed ? { SMTP_URL: post.url } : {};
      const server = await startServer({ ...clock, ...mail });
      await use(server);
      await stopServer(server);
    },
    { scope: "worker", timeout: 180_000 },
  ],
  ahead: [
    async ({ movable }, use) => {
      const put = (days: number) => {
        if (!movable) throw new Error("This server's clock stands still: say test.use({ movable: true }).");
        writeFileSync(clockFile, String(days));
      };
      if (movable) put(0);
      await use(put);
      rmSync(clockFile, { force: true });
    },
    { scope: "worker" },
  ],
  house: [
    async ({ browser, server }, use) => use(await moveIn(browser, server)),
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: ({ server }, use) => use(server.origin),
  watched: [
    async ({ context }, use) => {
      const faults: string[] = [];
      context.on("page", (page) => watch(page, faults));
      await use(faults);
      expect(faults, "what the browser complained of").toEqual([]);
    },
    { auto: true },
  ],
  as: async ({ browser, house, watched }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (who, options) => {
      const context = await browser.newContext({ storageState: house.keys[who], ...options });
      context.on("page", (page) => watch(page, watched));
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

/** For pages of further browsers that a story opens itself. */
export function watch(page: Page, faults: string[]) {
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (line) => {
    // A refused page is a story too, and so is a lost line; the browser prints both as errors.
    const isTold =
      /Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)/;
    if (line.type() === "error" && !isTold.test(line.text())) faults.push(`${page.url()}: ${line.text()}`);
  });
}

export { expect };
