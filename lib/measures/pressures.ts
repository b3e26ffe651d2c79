import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Pressure } from "@/lib/charts/bands";
import type { Place } from "./place";

/** More than these would hide the points. */
const mostBands = 3;

/** The strongest pressures of a relationship, from when they were first noted or read until they ended. One query. */
export async function listBands(db: Database, place: Place, relationshipId: string): Promise<Pressure[]> {
  const zone = sql`${place.workspace.timeZone}::text`;
  const found = await db.execute(sql`
    select p.title as name,
      coalesce(min(r.read_on), (p.created_at at time zone ${zone})::date)::text as "fromOn",
      (p.ended_at at time zone ${zone})::date::text as "throughOn"
    from pressures p
    left join pressure_readings r on r.workspace_id = p.workspace_id and r.pressure_id = p.id
    where p.workspace_id = ${place.workspaceId} and p.relationship_id = ${relationshipId}
    group by p.id
    order by max(r.strength) desc nulls last, p.created_at, p.id
    limit ${mostBands}`);
  return rows<Pressure>(found);
}
