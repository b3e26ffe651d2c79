import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Change } from "@/lib/trends/after-improvement";
import type { Place } from "./place";

type Found = Change & { measureId: string };

/**
 * What stands as a marker on the charts of these measures: improvements whose prediction is about the measure, on the day
 * they were in place, try by try; and the cycles that began. One query.
 */
export async function listChanges(db: Database, place: Place, measureIds: readonly string[]): Promise<Found[]> {
  if (measureIds.length === 0) return [];
  const asked = sql`m.workspace_id = ${place.workspaceId} and m.id in ${[...measureIds]}`;
  const found = await db.execute(sql`
    select m.id as "measureId", p.implemented_on::text as "on", i.title as name, 'improvement' as kind,
      i.id as "improvementId", p.iteration
    from measures m
    join predictions p on p.workspace_id = m.workspace_id and p.measure_id = m.id and p.implemented_on is not null
    join improvements i on i.workspace_id = p.workspace_id and i.id = p.improvement_id
    where ${asked}
    union all
    select m.id, c.starts_on::text, c.name, 'cycle', null, null from measures m
    join cycles c on c.workspace_id = m.workspace_id and c.relationship_id = m.relationship_id
      and c.phase in ('committed', 'running', 'review', 'closed')
    where ${asked}
    order by 2, 3`);
  return rows<Found>(found);
}
