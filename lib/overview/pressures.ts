import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Direction, PressureKind } from "@/db/terms";
import type { Member } from "@/lib/access/member";

/** How strong a pressure was, 1 to 5, when a cycle looked at it; `on` is that day. */
export type PressureReading = { on: string; strength: number; direction: Direction };
export type PressureOverTime = { id: string; kind: PressureKind; title: string; readings: PressureReading[] };

/** So many at once can still be read. */
const mostPressures = 8;

/** The pressures that stand, the strongest now first, each with its latest readings, oldest first. One query. */
export async function listPressuresOverTime(
  db: Database,
  member: Member,
  relationshipId: string,
): Promise<PressureOverTime[]> {
  const found = await db.execute(sql`
    select p.id, p.kind, p.title, coalesce(r.readings, '[]') as readings
    from pressures p
    left join lateral (
      select json_agg(json_build_object('on', l.read_on::text, 'strength', l.strength, 'direction', l.direction)
          order by l.read_on) as readings,
        (array_agg(l.strength order by l.read_on desc))[1] as latest
      from (
        select read_on, strength, direction from pressure_readings
        where workspace_id = p.workspace_id and pressure_id = p.id order by read_on desc limit 8) l) r on true
    where p.workspace_id = ${member.workspaceId} and p.relationship_id = ${relationshipId} and p.ended_at is null
    order by r.latest desc nulls last, p.created_at, p.id limit ${mostPressures}`);
  return rows<PressureOverTime>(found);
}
