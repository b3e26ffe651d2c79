import { step } from "./progress.mjs";
import { pathFrom, readWords, runModule } from "./run-module.mjs";

/**
 * `npm run restore -- <file>`: takes a back-up into an empty database. Without a file: lists the snapshots of the
 * embedded database and goes back to the one that is chosen, or to `--snapshot <name> --yes`.
 */
const { words, snapshot, yes = false } = readWords(["yes"], ["snapshot"]);

if (words[0]) {
  const file = pathFrom(words[0]);
  await runModule("Common Cause, restore", "restore", (module) => module.restore({ file, step }));
} else {
  await runModule("Common Cause, snapshots", "go-back", (module) => module.goBack({ snapshot, yes, step }));
}
