import { existsSync } from "node:fs";
import { join } from "node:path";
import { closeDatabase, database, engine } from "@/db/client";
import { dataFolder } from "@/db/data-folder";
import { CannotStart } from "@/db/fatal";
import { isMigrated } from "@/db/migrate";
import { ownAddress } from "@/lib/own-address";
import { emailAddress } from "@/lib/people/input";
import { resetMinutes } from "@/lib/people/make-reset";
import { makeResetAtMachine } from "@/lib/people/reset-at-machine";

/** Prints the link; on the embedded database the program is started for it afterwards. */
export async function resetPassword(typed: string): Promise<number> {
  const email = emailAddress.safeParse(typed);
  if (!email.success)
    throw new CannotStart("Name the address they sign in with: npm run reset-password -- owner@example.org");
  if (!process.env.DATABASE_URL && !existsSync(join(dataFolder(), "pgdata")))
    throw new CannotStart(`There is no database in ${dataFolder()}. DATA_DIR or DATABASE_URL names another.`);
  try {
    if (!(await isMigrated(engine())))
      throw new CannotStart(
        "The database is one of an earlier version. Start the program once, which brings it up to this one.",
      );
    const { token, name } = await makeResetAtMachine(database(), email.data);
    const first = process.env.DATABASE_URL ? "Open" : "Start the program, and open";
    console.log(`\n  ${first} this link within ${resetMinutes} minutes. It counts once, for ${name}:`);
    console.log(`  ${new URL(`/reset/${token}`, ownAddress()).href}\n`);
    return 0;
  } finally {
    await closeDatabase();
  }
}
