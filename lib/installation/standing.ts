import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Ground, groundOf } from "@/db/ground";
import { one, rows } from "@/db/rows";
import { type JobsStanding, jobsStanding } from "@/lib/jobs/standing";

/** How the installation stands as a whole: figures alone, nothing of any workspace. */
export type Standing = Omit<Ground, "engine"> & {
  database: { engine: Ground["engine"]; version: string; bytes: number; connections?: number };
  jobs: JobsStanding;
  /** `refused`: given up in the last seven days; `late`: due for an hour and not sent. */
  mails: { waiting: number; late: number; refused: number };
  sessions: number;
  /** Tries to sign in at addresses that nobody has, in about a day. */
  unknownSignIns: number;
};

export async function installationStanding(db: Database): Promise<Standing> {
  const [figures, jobs, { engine, ...ground }] = await Promise.all([figuresOf(db), jobsStanding(db), groundOf()]);
  const { version, bytes, connections, waiting, late, refused, sessions, unknownSignIns } = figures;
  return {
    ...ground,
    database: { engine, version, bytes, ...(engine === "server" && { connections }) },
    jobs,
    mails: { waiting, late, refused },
    sessions,
    unknownSignIns,
  };
}

type Figures = {
  version: string;
  bytes: number;
  connections: number;
  waiting: number;
  late: number;
  refused: number;
  sessions: number;
  unknownSignIns: number;
};

const figuresOf = async (db: Database): Promise<Figures> =>
  one(
    rows<Figures>(
      await db.execute(sql`
        select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
          (select count(*) from pg_stat_activity
            where application_name = 'common-cause' and datname = current_database())::int as connections,
          (select count(*) from mails where state = 'queued')::int as waiting,
          (select count(*) from mails where state = 'queued' and created_at < now() - interval '1 hour')::int as late,
          (select count(*) from mails where state = 'refused' and created_at > now() - interval '7 days')::int as refused,
          (select count(*) from sessions where ended_at is null and expires_at > now()
            and last_seen_at > now() - interval '7 days')::int as sessions,
          coalesce((select points from rate_limits where key = 'sign-in-nobody' and expire > now()), 0)::int
            as "unknownSignIns"`),
    ),
  );
