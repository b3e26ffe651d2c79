import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { root } from "./install.mjs";
import { Failed, runNode } from "./progress.mjs";

/**
 * First-load JavaScript of each page, above that of an empty Next.js page built by the same Next.js: what the browser
 * must fetch before the page is complete, without what loads on demand. Sizes are gzip, in kB of 1,000 bytes.
 */
export const limitKb = 48;
const aimKb = 20;

/** Gives `[{ page, kb }]`, largest first. */
export async function measurePages() {
  const empty = await emptyPage();
  return firstLoads(join(root, ".next"))
    .filter(({ page }) => !page.startsWith("/_"))
    .map(({ page, bytes }) => ({ page, kb: (bytes - empty) / 1000 }))
    .sort((a, b) => b.kb - a.kb || a.page.localeCompare(b.page));
}

export function printPages(pages) {
  for (const { page, kb } of pages)
    console.log(
      `    ${kb.toFixed(1).padStart(6)} kB  ${page}${kb > limitKb ? "  ← past the limit" : kb > aimKb ? "  (aim 20)" : ""}`,
    );
}

function firstLoads(build) {
  const { rootMainFiles } = JSON.parse(readFileSync(join(build, "build-manifest.json"), "utf8"));
  const app = join(build, "server", "app");
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("page_client-reference-manifest.js"))
    .map((file) => {
      const entries = entryFiles(join(app, file));
      const files = new Set([...rootMainFiles, ...entries]);
      return { page: nameOf(dirname(file)), bytes: [...files].reduce((sum, chunk) => sum + sizeOf(build, chunk), 0) };
    });
}

/** What people see in the address bar: groups in parentheses are not part of it. */
const nameOf = (folder) =>
  `/${folder
    .split(/[\\/]/)
    .filter((part) => part !== "." && !/^\(.*\)$/.test(part))
    .join("/")}`;

/** Next writes the manifest as a script that puts itself on globalThis. */
function entryFiles(file) {
  const before = globalThis.__RSC_MANIFEST;
  globalThis.__RSC_MANIFEST = {};
  createRequire(import.meta.url)(file);
  const manifests = Object.values(globalThis.__RSC_MANIFEST);
  globalThis.__RSC_MANIFEST = before;
  return manifests.flatMap((manifest) => Object.values(manifest.entryJSFiles).flat());
}

const sizes = new Map();
function sizeOf(build, chunk) {
  const file = join(build, chunk);
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(file)).byteLength);
  return sizes.get(file);
}

/** Built once per version of Next.js and kept beside the packages. */
async function emptyPage() {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", "next", "package.json"), "utf8"));
  const kept = join(root, "node_modules", ".cache", "common-cause", `empty-page-${version}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")).bytes;

  const folder = join(root, ".next", "empty-page");
  mkdirSync(join(folder, "app"), { recursive: true });
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write("package.json", "{}");
  write(
    "next.config.mjs",
    `export default { turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)} };`,
  );
  write(
    "app/layout.js",
    'export const dynamic = "force-dynamic"; export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
  );
  write("app/page.js", "export default () => <p>Empty</p>;");
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  await runNode([next, "build"], { cwd: folder, env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } });
  const bytes = firstLoads(join(folder, ".next")).find(({ page }) => page === "/")?.bytes;
  if (!bytes) throw new Failed("The empty page to compare with could not be measured.");
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify({ bytes }));
  rmSync(folder, { recursive: true });
  return bytes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const pages = await measurePages();
  printPages(pages);
  process.exit(pages.some(({ kb }) => kb > limitKb) ? 1 : 0);
}
