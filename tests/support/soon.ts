import { vi } from "vitest";

/** Waits until it holds, on a busy machine longer: how soon that is, is for benches to say. */
export const soon = <Found>(check: () => Found | Promise<Found>) =>
  vi.waitFor(check, { timeout: 30_000, interval: 20 });
