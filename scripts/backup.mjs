import { step } from "./progress.mjs";
import { pathFrom, readWords, runModule } from "./run-module.mjs";

/**
 * `npm run backup -- [file] [--with-secrets]`: everything people keep here as one file, while the program runs or not.
 * With BACKUP_KEY the file is sealed; secrets (keys, passwords, tokens) go only into a sealed one.
 */
const { words, "with-secrets": secrets = false } = readWords(["with-secrets"]);
const day = new Date().toISOString().slice(0, 16).replace(/[-:]/g, "");
const file = pathFrom(words[0] ?? `common-cause-${day}.backup`);

await runModule("Common Cause, back-up", "backup", (module) => module.backup({ file, secrets, step }));
