import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { jobSchema } from "./boss";

/** `waitingSeconds`: how long the work that is due has waited; `failed`: given up within the last day. */
export type JobsStanding = { waiting: number; running: number; failed: number; waitingSeconds: number };

/** How the work in the background stands. The queue is kept small by its own tidying. */
export async function jobsStanding(db: Database): Promise<JobsStanding> {
  const [found] = rows<JobsStanding>(
    await db.execute(sql`
      select count(*) filter (where state < 'active' and start_after <= now())::int as waiting,
        count(*) filter (where state = 'active')::int as running,
        count(*) filter (where state = 'failed')::int as failed,
        coalesce(extract(epoch from now() - min(start_after) filter (where state < 'active' and start_after <= now())), 0)::int
          as "waitingSeconds"
      from ${sql.identifier(jobSchema)}.job`),
  );
  return found ?? { waiting: 0, running: 0, failed: 0, waitingSeconds: 0 };
}
