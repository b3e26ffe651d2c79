import "server-only";
import { sql } from "drizzle-orm";
import { aheadMs } from "@/lib/text/clock";

/** This instant by the one clock, for a column that rules compare with days. Outside of tests: the database's own. */
export const nowInDatabase = () => {
  const ahead = aheadMs();
  return ahead === 0 ? sql`now()` : sql`now() + ${ahead / 1000}::float8 * interval '1 second'`;
};
