import { join } from "node:path";
import { ensureBuilt } from "../../scripts/build.mjs";
import { limitKb, measurePages } from "../../scripts/check-bundles.mjs";
import { ensureInstalled, root } from "../../scripts/install.mjs";
import { keepPart, whenAndWhere } from "../../scripts/reliability.mjs";

/** `npm run bench`: builds what has changed, measures in turn, prints one table. Ends with 1 when a limit is missed. */
process.chdir(root);
await ensureInstalled({ dev: true });
await ensureBuilt();
// Vite reads TypeScript and our short import paths; nothing else here needs it.
const { runnerImport } = await import("vite");
const alias = { "@": root, "server-only": join(root, "tests", "support", "empty.ts") };
const { module } = await runnerImport(join(import.meta.dirname, "bench.ts"), { configFile: false, resolve: { alias } });
const keep = (place, table) => keepPart(place, `${whenAndWhere()}.\n\n${table}`);
process.exit(await module.bench({ pages: await measurePages(), limitKb, keep }));
