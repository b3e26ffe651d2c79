import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ensureInstalled, requireNode, root } from "./install.mjs";
import { packPicture } from "./pack-picture.mjs";
import { runNode } from "./progress.mjs";

/** `npm run pictures`: takes the pictures of the README anew, from the example in the program as it stands. */

requireNode();
await ensureInstalled({ dev: true });
await ensureBuilt();
const env = { CHROMIUM: await ensureChromium(), PICTURES: "1" };
await runNode([join(root, "node_modules", "@playwright", "test", "cli.js"), "test"], { cwd: root, env, loud: true });
for (const name of ["cause-tree.png", "improvements.png"]) {
  const file = join(root, "docs", "pictures", name);
  const picture = packPicture(readFileSync(file));
  writeFileSync(file, picture);
  console.log(`docs/pictures/${name}: ${Math.ceil(picture.length / 1000)} kB`);
}
