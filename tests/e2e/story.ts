import { test as base, expect, type Page } from "@playwright/test";
import { type RunningServer, startServer, stopServer } from "../support/server";

/**
 * Stories share one server per worker, freshly installed; `server.setupLink` is the link its operator would open. Every
 * page of the story is watched: a report of the content policy, an error in the console or a throw fails it.
 */
export const test = base.extend<{ watched: undefined }, { server: RunningServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await stopServer(server);
    },
    { scope: "worker" },
  ],
  baseURL: ({ server }, use) => use(server.origin),
  watched: [
    async ({ context }, use) => {
      const faults: string[] = [];
      context.on("page", (page) => watch(page, faults));
      await use(undefined);
      expect(faults, "what the browser complained of").toEqual([]);
    },
    { auto: true },
  ],
});

/** For pages of further browsers that a story opens itself. */
export function watch(page: Page, faults: string[]) {
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (line) => {
    // A refused page is a story too; the browser prints its status as an error.
    const isStatus = /Failed to load resource: the server responded with a status of 4\d\d/.test(line.text());
    if (line.type() === "error" && !isStatus) faults.push(`${page.url()}: ${line.text()}`);
  });
}

export { expect };
