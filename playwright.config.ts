import { defineConfig } from "@playwright/test";

/** The stories walk through the production build; each worker starts a server of its own (tests/e2e/story.ts). */
export default defineConfig({
  testDir: "tests/e2e",
  // `npm run pictures` takes those of the README; they are no stories.
  testMatch: process.env.PICTURES ? "pictures.ts" : "*.spec.ts",
  outputDir: "tests/e2e/.results",
  // One story waits for its server or its browser while another uses the second core.
  workers: 2,
  // Limits for a machine that does much else besides; what holds is seen long before.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    // Recording costs a third of the time; `npx playwright test --trace on <story>` records the one that failed.
    trace: "off",
    screenshot: "only-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    launchOptions: {
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      // Chromium's sandbox refuses to run as root, as containers do.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
