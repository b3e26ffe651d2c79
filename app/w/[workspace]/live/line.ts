/** Whether the server can be reached, as far as this tab knows: for a quiet word while it cannot, and to try again once it can. */

/** A stream that breaks is opened anew after a moment; only who waits longer is told. */
const graceMs = 4_000;

const listeners = new Set<() => void>();
let isDown = false;
let isBroken = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Said by whatever has reached the server, or has tried to. */
export function tellLine(reached: boolean): void {
  if (reached) {
    clearTimeout(timer);
    timer = undefined;
    if (isBroken) change(false);
    isBroken = false;
  } else if (!isBroken) {
    isBroken = true;
    timer = setTimeout(() => change(true), graceMs);
  }
}

function change(down: boolean) {
  isDown = down;
  for (const heard of listeners) heard();
}

const cut = () => {
  tellLine(false);
  clearTimeout(timer);
  change(true);
};
const mended = () => tellLine(true);

export const lineIsDown = (): boolean => isDown;

/** @param heard called when the line breaks for longer, and when it is back; @returns how to stop */
export function onLine(heard: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener("offline", cut);
    window.addEventListener("online", mended);
  }
  listeners.add(heard);
  return () => {
    listeners.delete(heard);
    if (listeners.size > 0) return;
    window.removeEventListener("offline", cut);
    window.removeEventListener("online", mended);
  };
}
