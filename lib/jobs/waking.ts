/** How a deed of this process lets the runner look at once instead of at its next turn. */

const home = Symbol.for("common-cause.wake-jobs");
const shelf = globalThis as typeof globalThis & { [home]?: () => void };

/** A deed keeps its job a moment after it has sent it. */
const untilKeptMs = 200;

export function onWake(look: (() => void) | undefined): void {
  shelf[home] = look;
}

export function wake(): void {
  if (shelf[home]) setTimeout(() => shelf[home]?.(), untilKeptMs).unref();
}
