import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";

/** A place in the history; the hour tells it from the same number in a history that was put back. */
export type PlaceInHistory = { sequence: number; at: string };
export type KindsSince = { upTo: PlaceInHistory; kinds: Map<string, number> };

/** So many deeds are looked through; after more, nothing is known of any kind. */
const most = 1_000;

/**
 * Where the history stands, and of which kinds the deeds since a place were (`incident`, `why`, …), each with its last
 * number. One query.
 * @param since undefined, or no place of this history: nothing is known of what happened before
 */
export async function findKindsSince(
  db: Database,
  workspaceId: string,
  since: PlaceInHistory | undefined,
): Promise<KindsSince & { follows: boolean }> {
  const found = await db.execute(sql`
    select sequence::float8 as sequence, at::text as at, split_part(verb, '.', 1) as kind from activity
    where workspace_id = ${workspaceId} and sequence >= ${since?.sequence ?? 0}
    order by sequence desc limit ${since ? most : 1}`);
  const deeds = rows<PlaceInHistory & { kind: string }>(found);
  const [last, first] = [deeds[0], deeds.at(-1)];
  const upTo = { sequence: last?.sequence ?? 0, at: last?.at ?? "" };
  const follows = since !== undefined && first?.sequence === since.sequence && first.at === since.at;
  const kinds = new Map<string, number>();
  for (const { kind, sequence } of follows ? deeds.slice(0, -1) : []) if (!kinds.has(kind)) kinds.set(kind, sequence);
  return { upTo, kinds, follows };
}
