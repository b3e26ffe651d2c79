/** What kind of thing a request asks for: few kinds, so that nobody from outside can make the figures many. */
export const requestClasses = ["page", "action", "file", "live", "api", "public", "static", "watch", "other"] as const;
export type RequestClass = (typeof requestClasses)[number];

const first = /^\/([^/?]*)(?:\/([^/?]*))?(?:\/([^/?]*))?/;
const open = new Set(["", "sign-in", "setup", "invitation", "reset", "shared", "unsubscribe"]);
const files = /\/(files(\/[^/]+)?|case|file|[\w-]+\.(csv|svg|png|ics))$/;

export function requestClass(method: string, url: string, isAction: boolean): RequestClass {
  const path = url.split("?")[0] ?? "";
  const [, room = "", next = "", third = ""] = first.exec(path) ?? [];
  if (room === "_next") return "static";
  if (isAction) return "action";
  if (room === "api") return next === "v1" ? "api" : watch.has(next) ? "watch" : "public";
  if (open.has(room)) return method === "POST" ? "action" : "public";
  if (room !== "w") return /\.\w{2,5}$/.test(path) ? "static" : "other";
  if (third === "live") return "live";
  if (files.test(path)) return "file";
  return method === "GET" || method === "HEAD" ? "page" : "action";
}
const watch = new Set(["health", "ready", "metrics"]);

/** What stands behind these is a token, and opens something. */
const tokens = /^(\/(?:api\/)?(?:invitation|reset|shared|unsubscribe|calendar)\/)[^/]+/;

/** The path as it may be logged: without what was asked for behind a question mark, and without tokens. */
export const loggedPath = (url: string): string =>
  (url.split("?")[0] ?? "")
    .replace(tokens, "$1…")
    .slice(0, 200)
    .replace(/[^\x20-\x7e…]/g, "?");
