import { DrizzleQueryError } from "drizzle-orm/errors";
import { requestId } from "./request-id";

/**
 * The reference number of an error page is the number of its request, so that whoever reads the log finds all of it. Next
 * hands a page that failed nothing but the error's `digest`, for which it makes a number of its own where none is given:
 * ours takes the place of that number while it is set. What Next marks its redirects and refusals with stays.
 */
export function numberFaultsByRequest(): void {
  for (const prototype of [Error.prototype, DrizzleQueryError.prototype]) {
    const known = Object.getOwnPropertyDescriptor(prototype, "digest")?.get;
    Object.defineProperty(prototype, "digest", {
      configurable: true,
      get: known ?? (() => undefined),
      set(this: Error, value: unknown) {
        const isNumber = typeof value === "string" && /^\d+$/.test(value);
        const digest = (isNumber && requestId()) || value;
        Object.defineProperty(this, "digest", { value: digest, configurable: true, writable: true });
      },
    });
  }
}
