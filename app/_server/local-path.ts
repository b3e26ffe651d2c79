/** Where a form may send people on: a path of ours and nothing that a browser could read as another site. */
export function localPath(next: string | undefined, otherwise: string): string {
  if (!next || !/^\/(?![/\\])[^\s\\]*$/.test(next)) return otherwise;
  // What a URL parser makes of it is what counts, whatever the pattern above thought.
  const base = "http://here.invalid";
  if (!URL.canParse(next, base)) return otherwise;
  const url = new URL(next, base);
  return url.origin === base && url.pathname.startsWith("/") && !url.pathname.startsWith("//")
    ? url.pathname + url.search + url.hash
    : otherwise;
}
