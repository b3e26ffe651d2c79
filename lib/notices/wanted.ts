import { type SQL, sql } from "drizzle-orm";
import type { NoticeKind } from "@/db/terms";
import { neutral } from "./looking-after";

/**
 * What some kinds of due work want to be told now, as a query over "days" (each workspace and its own day, as
 * `workspace_id` and `today`) and "looks_after" (who takes a thing up when nobody else is there): rows of
 * `workspace_id, member_id, kind, key, about, path, due_on`. The key names the thing and the day it is due on.
 */
export type Wanted = { kinds: readonly NoticeKind[]; rows: SQL };

/** Joins whoever takes up what belonged to somebody who has left: `person` is that member, as SQL for a row of members. */
export const whoeverTakesUp = (person: string) =>
  sql.raw(`left join looks_after l on l.workspace_id = ${person}.workspace_id
    and l.team_id = case when ${person}.ended_at is not null then coalesce(${person}.team_id, '${neutral}'::uuid) end`);

/** The person while they are here, else whoever takes up their part. */
export const toldFor = (person: string) =>
  sql.raw(`case when ${person}.ended_at is null then ${person}.id else l.member_id end`);

/** The words it is about, and whose it was when they have left. */
export const aboutIt = (words: string, person: string, user: string, whose: string) =>
  sql.raw(
    `${words} || case when ${person}.ended_at is null then '' else ' (' || ${user}.name || ', ${whose}, has left)' end`,
  );
