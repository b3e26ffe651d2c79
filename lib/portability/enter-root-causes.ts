import "server-only";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { rootCauses } from "@/db/schema";
import type { Category } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import type { Deed } from "@/lib/activity/record";
import { inPortions } from "./bulk-rows";
import type { CasePlan } from "./plan-case";

/**
 * The catalogue's entries for the whys that end in a root cause: one of the same text and category, else a new one.
 * Sets them in the plan, and gives the deeds of those that are new.
 */
export async function enterRootCauses(tx: Database, member: Member, plan: CasePlan): Promise<Deed[]> {
  const { workspaceId } = member;
  const deeds: Deed[] = [];
  for await (const some of inPortions(plan.entries)) {
    const wanted = some.map(({ text, category }, place) => ({ place, text, category }));
    const known = new Set((await listStanding(tx, workspaceId, wanted)).map(({ place }) => place));
    const missing = wanted.filter(({ place }) => !known.has(place));
    const added =
      missing.length === 0
        ? []
        : await tx
            .insert(rootCauses)
            .values(
              missing.map(({ text, category }) => ({ id: v7(), workspaceId, enteredById: member.id, text, category })),
            )
            .onConflictDoNothing()
            .returning({ id: rootCauses.id, text: rootCauses.text, category: rootCauses.category });
    const found = await listStanding(tx, workspaceId, wanted);
    for (const { place, id, category } of found) {
      const entry = some[place];
      if (entry) Object.assign(entry.why.now, { rootCauseId: id, category });
    }
    deeds.push(
      ...added.map(({ id, text, category }) => ({
        verb: "root_cause.entered",
        subjectId: id,
        details: { text, category },
      })),
    );
  }
  return deeds;
}

type Said = { place: number; text: string; category: string };

/** The entries that stand for what is said: of the same text and category, else what such a one was merged into. */
async function listStanding(tx: Database, workspaceId: string, wanted: readonly Said[]) {
  const same = sql`e.workspace_id = ${workspaceId} and e.category = said.category
    and md5(lower(e.text)) = md5(lower(said.text))`;
  const found = await tx.execute(sql`
    with recursive said as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as said (place int, text text, category text)),
    up as (
      (select said.place, e.id, e.category, e.merged_into_id, 0 as steps
        from said join root_causes e on ${same} and e.merged_into_id is null
      union all
      select said.place, e.id, e.category, e.merged_into_id, 1
        from said join root_causes e on ${same} and e.merged_into_id is not null)
      union all
      select up.place, e.id, e.category, e.merged_into_id, up.steps + 1
      from up join root_causes e on e.workspace_id = ${workspaceId} and e.id = up.merged_into_id)
    select distinct on (place) place, id, category from up where merged_into_id is null order by place, steps, id`);
  return rows<{ place: number; id: string; category: Category }>(found);
}
