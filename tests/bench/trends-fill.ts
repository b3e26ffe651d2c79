import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { recountFlow } from "@/lib/flow/recount-flow";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { startSession } from "@/lib/people/sessions";
import { aWorkspace, type World } from "../support/worlds";
import { type Filled, idAt, incidentRows } from "./fill";
import { causeRows } from "./fill-causes";

const years = 5;
/** A tenth of the incidents have a tree of 12 whys. */
const trees = { usual: 12, most: 12, each: 10 };

/**
 * Five years of incidents with all that an executive's page reads: trees, costs, verdicts, recurrences, and measures of each
 * built-in kind. The sums are counted in the end, all at once, by what recounts them for everybody.
 */
export async function fillTrends(db: Database, incidents: number): Promise<Filled> {
  const world = await aWorkspace(db);
  for (const statement of [sql`alter table incidents disable trigger user`, ...incidentRows(world, incidents, years)])
    await db.execute(statement);
  await db.execute(sql`alter table incidents enable trigger user`);
  for (const statement of [...causeRows(world, incidents, trees), ...workRows(world), ...measureRows(world)])
    await db.execute(statement);
  await db.execute(sql`analyze`);
  await recountFriction(db, { repair: true });
  await recountFlow(db, { repair: true });
  const found = await db.execute(sql`
    select incident_id as "incidentId", tree_id as "treeId" from incident_trees order by incident_id desc limit 1`);
  const ids = one(rows<{ incidentId: string; treeId: string }>(found));
  const token = await startSession(db, world.lead.userId);
  return { world, cookie: `common-cause=${token}`, ...ids, largeTreeId: ids.treeId };
}

/** What incidents cost, what was mended and found effective, and what came back. */
function workRows({ workspace, marketing, lead, seller }: World): SQL[] {
  const id = sql`${workspace.id}::uuid`;
  const numbered = sql`(select *, row_number() over (order by created_at, id) as place from incidents where workspace_id = ${id}) i`;
  const effective = sql`(select i.*, n.created_at + interval '60 days' as given_at, w.id as why_id, n.id as incident_id, n.occurred_on
    from improvements i
    join improvement_root_causes c on c.workspace_id = ${id} and c.improvement_id = i.id
    cross join lateral (
      select id, tree_id from whys where workspace_id = ${id} and root_cause_id = c.root_cause_id
      order by md5(id::text) limit 1) w
    join incident_trees t on t.workspace_id = ${id} and t.tree_id = w.tree_id
    join incidents n on n.workspace_id = ${id} and n.id = t.incident_id
    where i.workspace_id = ${id} and i.phase = 'closed' and n.created_at < now() - interval '60 days') i`;
  return [
    sql`insert into incident_costs (id, workspace_id, incident_id, unit, currency, low, expected, high, basis, added_by_id)
      select ${idAt(sql`created_at`, sql`'cost' || place`)}, ${id}, id, case when place % 20 = 5 then 'hours' else 'money' end,
        case when place % 20 = 5 then null else 'EUR' end, place % 300, 300 + place % 600, 900 + place % 100, 'Invoices', ${lead.id}::uuid
      from ${numbered} where place % 5 = 0`,
    sql`insert into improvement_whys (workspace_id, improvement_id, why_id) select distinct ${id}, id, why_id from ${effective}`,
    sql`insert into checks (id, workspace_id, improvement_id, iteration, verdict, seen, observations, side_id, given_by_id, given_at)
      select md5('check' || id)::uuid, ${id}, id, 1, 'effective', 'Nine weeks below the limit.', 9, ${marketing}::uuid, ${seller.id}::uuid, given_at
      from ${effective}`,
    sql`insert into recurrences (id, workspace_id, improvement_id, iteration, sign, incident_id, after_verified, reopened, at)
      select md5('again' || id)::uuid, ${id}, id, 1, 'incident', incident_id, false, false, given_at from ${effective}`,
  ];
}

/** One measure of each kind that incidents give. */
function measureRows({ workspace, relationship, lead, seller }: World): SQL[] {
  const kinds = [
    ["Incidents", "incidents", "week", null, null],
    ["Hours", "hours", "week", null, null],
    ["Cost", "cost", "month", null, "EUR"],
    ["Incidents at the first call", "incidents", "week", "Lead to first call", null],
    ["Came back", "recurrences", "month", null, null],
    ["Days until verified", "lead_time", "month", null, null],
  ] as const;
  return kinds.map(
    ([name, source, period, handOff, currency]) => sql`
      insert into measures (id, workspace_id, relationship_id, name, definition, unit, source, hand_off, currency, period, nature,
        wanted, first_owner_id, second_owner_id, created_by_id)
      values (md5(${name} || ${workspace.id}::text)::uuid, ${workspace.id}, ${relationship.id}, ${name}, 'As it is written down.', '',
        ${source}, ${handOff}, ${currency}, ${period}, 'unbounded', 'down', ${lead.id}, ${seller.id}, ${lead.id})`,
  );
}
