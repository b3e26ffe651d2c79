import { createHash } from "node:crypto";
import { type JobKind, jobKinds } from "./kinds";

/** Work that comes by itself: in which stretch of the clock it stands now, as its number since 1970. */
export function slotOf(kind: JobKind, at: Date): number | undefined {
  const { everyMinutes } = jobKinds[kind];
  return everyMinutes === undefined ? undefined : Math.floor(at.getTime() / (everyMinutes * 60_000));
}

/** The same on every copy: the job of one stretch has one id, so that it is made once. */
export function slotJobId(kind: JobKind, slot: number): string {
  const hex = createHash("sha256").update(`${kind}:${slot}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
