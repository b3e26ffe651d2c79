import { test as base, expect } from "@playwright/test";
import { type RunningServer, startServer, stopServer } from "../support/server";

/** Stories share one server per worker, freshly installed; `server.setupLink` is the link its operator would open. */
export const test = base.extend<object, { server: RunningServer }>({
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
});

export { expect };
