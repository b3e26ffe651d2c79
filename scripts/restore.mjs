import { step } from "./progress.mjs";
import { pathFrom, readWords, runModule } from "./run-module.mjs";

/**
 * `npm run restore -- <file>`: takes a back-up into an empty database. Without a file: lists the snapshots of the
 * embedded database and goes back to the one that is chosen, or to `--snapshot <name> --yes`.
 */
const { words, snapshot, yes = false } = readWords(["yes"], ["snapshot"]);

await runModule("Common Cause, restore", "restore", (module) =>
  words[0] ? module.restore({ file: pathFrom(words[0]), step }) : module.goBack({ snapshot, yes, step }),
);
