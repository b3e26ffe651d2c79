import { sql } from "drizzle-orm";
import { closeDatabase, database } from "@/db/client";
import { one, rows } from "@/db/rows";

/** A program for disk-full.test.ts: `fill` adds rows until it cannot and says each one it was promised; `count` counts. */
const [task] = process.argv.slice(2);
const db = database();
await db.execute(sql`create table if not exists rows (number integer, text text)`);

if (task === "fill") {
  for (let number = 1; number <= 1000; number += 1) {
    await db.execute(
      sql`insert into rows select ${number}::int, string_agg(md5(g::text), '') from generate_series(1, 2000) g`,
    );
    console.log(`promised ${number}`);
  }
}
const { found } = one(rows<{ found: number }>(await db.execute(sql`select count(*)::int as found from rows`)));
console.log(`found ${found}`);
await closeDatabase();
