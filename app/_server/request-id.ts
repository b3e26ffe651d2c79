import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { trustsProxy } from "./origin";

/** Under this name each request has its number, on its way in and in its answer. */
export const requestIdHeader = "x-request-id";

/** The number of a request: that of a proxy we trust, else one of our own, of 12 letters and digits. */
export function requestIdFor(headers: IncomingHttpHeaders): string {
  const given = headers[requestIdHeader];
  if (trustsProxy() && typeof given === "string" && /^[\w.-]{8,64}$/.test(given)) return given;
  return randomBytes(9).toString("base64url");
}

const home = Symbol.for("common-cause.request-id");
const shelf = globalThis as typeof globalThis & { [home]?: AsyncLocalStorage<string> };
shelf[home] ??= new AsyncLocalStorage<string>();
const current = shelf[home];

/** Runs what a request asks for; whatever is logged meanwhile carries its number. */
export const asRequest = <T>(id: string, work: () => T): T => current.run(id, work);

/** The number of the request that is being answered; undefined for work in the background. */
export const requestId = (): string | undefined => current.getStore();
