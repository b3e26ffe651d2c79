import { join } from "node:path";
import { CannotRestore } from "@/db/backup/format";
import { replaceEmbedded } from "@/db/backup/restore-embedded";
import { dataFolder } from "@/db/data-folder";
import { asked, canAsk } from "./asked";
import { chooseSnapshot, unpack } from "./snapshot-choice";

type Step = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

/** Goes back to a snapshot of the embedded database, the one that is named or the one that is chosen. */
export async function goBack(wanted: { snapshot?: string; yes: boolean; step: Step }): Promise<number> {
  if (process.env.DATABASE_URL)
    throw new CannotRestore(
      "Snapshots are made of the embedded database only. With DATABASE_URL, restore a back-up: npm run restore -- <file>.",
    );
  const folder = dataFolder();
  const chosen = await chooseSnapshot(join(folder, "snapshots"), wanted.snapshot);
  if (!chosen) return wanted.snapshot ? 1 : 0;
  if (
    !wanted.yes &&
    (!canAsk() || !/^y/i.test(await asked("  Go back to it? What was written since stays aside. (y/N) ")))
  ) {
    console.log("  Nothing was changed.");
    return canAsk() ? 0 : 1;
  }
  const aside = await wanted.step("Going back", () =>
    replaceEmbedded(folder, true, (pgdata) => unpack(chosen, pgdata)),
  );
  console.log("  The database is as it was then.");
  if (aside)
    console.log(`  What stood there before is in ${join(folder, aside)}; throw it away when you no longer need it.`);
  return 0;
}
