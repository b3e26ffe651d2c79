import type { Change } from "@/lib/live/changes";
import type { Passed } from "./follow";
import { tellLine } from "./line";

/** ended: we may hear no more; silent: nothing comes through; lost: it broke, and may be tried again soon. */
export type StreamEnd = "ended" | "silent" | "lost";

/** The first sign of life comes at once, unless something in between gathers what is sent. */
const firstMs = 8_000;
/** More than two beats. */
const silenceMs = 50_000;

/**
 * Keeps one stream open until it cannot be kept any more. The browser itself comes back after a short break.
 * @param onOpen each time that it stands, also after a break
 */
export function openStream(
  address: string,
  pass: (passed: Passed) => void,
  onOpen: () => void,
  signal: AbortSignal,
): Promise<StreamEnd> {
  return new Promise((resolve) => {
    const source = new EventSource(address);
    let isAlive = false;
    let watch = setTimeout(() => end("silent"), firstMs);
    const end = (how: StreamEnd) => {
      clearTimeout(watch);
      source.close();
      resolve(how);
    };
    const watchOn = () => {
      clearTimeout(watch);
      watch = setTimeout(() => end("lost"), silenceMs);
    };
    const alive = () => {
      isAlive = true;
      tellLine(true);
      watchOn();
    };
    source.addEventListener("open", onOpen);
    source.addEventListener("change", ({ data }) => {
      alive();
      pass({ change: JSON.parse(data) as Change });
    });
    source.addEventListener("here", ({ data }) => pass(JSON.parse(data) as Passed));
    source.addEventListener("shown", ({ data }) => pass(JSON.parse(data) as Passed));
    source.addEventListener("beat", alive);
    source.addEventListener("ended", () => end("ended"));
    source.addEventListener("error", () => {
      tellLine(false);
      // Closed for good by an answer that is no stream: asking finds out why.
      if (source.readyState === EventSource.CLOSED) end("lost");
      else if (isAlive) watchOn();
    });
    signal.addEventListener("abort", () => end("ended"), { once: true });
  });
}
