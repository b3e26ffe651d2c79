import { type SQL, sql } from "drizzle-orm";
import type { World } from "../support/worlds";
import { idAt, oneOf, scattered } from "./fill";

/** How many whys a tree has: most of them, and the four oldest; and how many incidents there are for each tree. */
export type TreeSizes = { usual: number; most: number; each?: number };
const usualSizes: TreeSizes = { usual: 12, most: 500 };

const whyTexts = [
  "Nobody is told that the list has changed",
  "Two teams count the same lead in two ways",
  "The form does not ask for what the other side needs",
  "The rule was made for fairs and is used for everything",
];
const causes = [
  "No one decides what counts as ready",
  "The target pays for number alone",
  "The field is not passed on",
];

/**
 * Every twentieth incident has a tree of 12 whys, the four oldest of them one of 500; a third of the ends are root
 * causes of a catalogue that grows with the incidents, half of which somebody improves.
 */
export function causeRows(
  { workspace, relationship, marketing, sales, lead, seller }: World,
  incidents: number,
  sizes = usualSizes,
): SQL[] {
  const id = sql`${workspace.id}::uuid`;
  const catalogue = Math.max(5, Math.round(incidents / 200));
  const cause = (n: SQL) => sql`md5('cause' || ${n} % ${sql.raw(String(catalogue))} || ${workspace.id}::text)::uuid`;
  const why = (n: SQL) => sql`md5('why' || tree_id || ${n})::uuid`;
  const improvement = sql`md5('improvement' || n || ${workspace.id}::text)::uuid`;
  const improved = sql`generate_series(0, ${catalogue - 1}::int, 2) n`;
  const isOver = sql`stage in ('closed', 'withdrawn', 'contained_only')`;
  const isEnd = sql`(2 * k > size and k % 3 = 0)`;
  const ofWorkspace = sql`where workspace_id = ${id}`;
  return [
    sql`insert into root_causes (id, workspace_id, text, category, entered_by_id)
      select ${cause(sql`n`)}, ${id}, ${oneOf(sql`n`, causes)} || ', case ' || n, ${oneOf(sql`n`, ["process", "definition", "incentive"])},
        ${lead.id}::uuid from generate_series(0, ${catalogue - 1}::int) n`,
    sql`insert into cause_trees (id, workspace_id, relationship_id, problem, opened_by_id, created_at, settled_at,
        settled_by_id)
      select ${idAt(sql`created_at`, sql`'tree' || place`)}, ${id}, ${relationship.id}::uuid, title, ${lead.id}::uuid, created_at,
        case when ${isOver} then now() end, case when ${isOver} then ${lead.id}::uuid end
      from (select *, row_number() over (order by created_at) as place from incidents ${ofWorkspace}) i where place % ${sizes.each ?? 20}::int = 0`,
    sql`insert into incident_trees (workspace_id, incident_id, tree_id)
      select ${id}, i.id, t.id from cause_trees t join incidents i on i.workspace_id = ${id} and i.created_at = t.created_at
      where t.workspace_id = ${id}`,
    sql`insert into perspectives (id, workspace_id, incident_id, side_id, text, written_by_id)
      select md5('perspective' || incident_id || side)::uuid, ${id}, incident_id, side,
        'From our seat the week looks like this: what we are handed is not what we asked for, and we learn of it late.',
        case when side = ${marketing}::uuid then ${lead.id}::uuid else ${seller.id}::uuid end
      from incident_trees cross join unnest(array[${marketing}, ${sales}]::uuid[]) side ${ofWorkspace}`,
    // Why number k hangs under number k / 2: each is asked twice, and 500 are nine levels deep. Only
    // leaves are refuted, for nobody counts what lies below a refuted why.
    sql`insert into whys (id, workspace_id, tree_id, parent_id, position, text, status, ending, category, root_cause_id,
        reach, removal, author_id, side_id, created_at)
      select ${why(sql`k`)}, ${id}, tree_id, case when k > 1 then ${why(sql`k / 2`)} end, 'a' || k % 2,
        ${oneOf(sql`k`, whyTexts)} || ' (' || k || ')',
        case when 2 * k > size then ${oneOf(scattered(sql`k + place`, 37), ["verified", "verified", "hypothesis", "hypothesis", "refuted"])}
          else ${oneOf(sql`k`, ["verified", "verified", "hypothesis"])} end,
        case when ${isEnd} then 'root_cause' end, case when ${isEnd} then 'process' end,
        case when ${isEnd} then ${cause(scattered(sql`k + place * 7`, 41))} end,
        case when ${isEnd} then 'control' end, case when ${isEnd} then 'prevents' end,
        case when k % 2 = 0 then ${lead.id}::uuid else ${seller.id}::uuid end,
        case when k % 2 = 0 then ${marketing}::uuid else ${sales}::uuid end, created_at
      from (select id as tree_id, created_at, place, case when place > trees - 4 then ${sizes.most}::int else ${sizes.usual}::int end as size
        from (select *, count(*) over () as trees, row_number() over (order by created_at desc) as place from cause_trees ${ofWorkspace}) t) tree
      cross join lateral generate_series(1, size) k`,
    sql`insert into evidence (id, workspace_id, why_id, type, stance, text, collected_by_id, side_id)
      select md5('evidence' || id)::uuid, ${id}, id, 'data', 'supports', 'Counted in the list of the last quarter.', author_id, side_id
      from whys ${ofWorkspace} and status <> 'hypothesis'`,
    sql`insert into read_backs (id, workspace_id, why_id, side_id, answer, mark, member_id)
      select md5('answer' || id || side)::uuid, ${id}, id, side, 'agrees', 'as it read then',
        case when side = ${marketing}::uuid then ${lead.id}::uuid else ${seller.id}::uuid end
      from whys cross join unnest(array[${marketing}, ${sales}]::uuid[]) side ${ofWorkspace} and status = 'verified'`,
    sql`insert into incident_root_causes (workspace_id, incident_id, root_cause_id, linked_by_id)
      select ${id}, id, ${cause(sql`place`)}, ${lead.id}::uuid
      from (select id, row_number() over (order by created_at) as place from incidents ${ofWorkspace}) i where place % 50 = 1`,
    sql`insert into improvements (id, workspace_id, relationship_id, title, kind, phase, owner_id, due_on, strength,
        implemented_on, planned_by_id)
      select ${improvement}, ${id}, ${relationship.id}::uuid, 'Agree on what counts as ready, case ' || n, 'countermeasure',
        ${oneOf(sql`n / 2`, ["plan", "do", "check", "closed", "closed", "closed"])}, ${lead.id}::uuid, now()::date + (n % 30)::int, 2,
        now()::date - 30, ${lead.id}::uuid from ${improved}`,
    sql`insert into predictions (id, workspace_id, improvement_id, iteration, text, written_by_id, started_at,
        owner_side_id, implemented_on)
      select md5('prediction' || n || ${workspace.id}::text)::uuid, ${id}, ${improvement}, 1, 'None of this in six weeks.', ${lead.id}::uuid,
        now(), ${marketing}::uuid, now()::date - 30 from ${improved}`,
    sql`insert into improvement_root_causes (workspace_id, improvement_id, root_cause_id)
      select ${id}, ${improvement}, ${cause(sql`n`)} from ${improved}`,
  ];
}
