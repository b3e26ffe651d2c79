import type { Page } from "@playwright/test";

/** The server does its deeds at once, but its answers are held back until they are let through. */
export type LateAnswers = {
  /** How many answers are being held back. */
  held: () => number;
  /** Lets through what is held, and everything after it. */
  letThrough: () => void;
};

/** From now on each answer to a deed of this page waits; pages and pictures come as ever. */
export async function lateAnswers(page: Page): Promise<LateAnswers> {
  let open = () => {};
  let waiting = 0;
  const gate = new Promise<void>((opened) => {
    open = opened;
  });
  const isDeed = (address: URL) => address.origin === new URL(page.url()).origin;
  await page.route(isDeed, async (route) => {
    if (!route.request().headers()["next-action"]) return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    waiting += 1;
    await gate;
    await route.fulfill({ response });
  });
  return {
    held: () => waiting,
    letThrough: () => open(),
  };
}
