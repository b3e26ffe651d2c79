import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { startSession } from "@/lib/people/sessions";
import { aWorkspace, type World } from "../support/worlds";
import { type Filled, idAt, incidentRows, oneOf, scattered } from "./fill";

/** Ten incidents for each improvement, and so many cycles of a quarter, whatever else there is: ten years. */
const incidentsPerImprovement = 10;
const cycles = 40;
const objectivesPerCycle = 4;
/** A past cycle left over so many. */
const leftPerCycle = 5;

/** Of the last three cycles one is in its review, one runs, and one looks outside. */
export type FilledCycles = Filled & {
  improvementId: string;
  closed: string;
  inReview: string;
  running: string;
  scan: string;
};

/**
 * A workspace with so many improvements over ten years, in every phase, each with a prediction; what is in place was
 * judged, and what was found effective is asked about. All of them were worked on in cycles; the last ones hold more than
 * their pages name also where there are few, so that both show as much.
 */
export async function fillImprovements(db: Database, improvements: number): Promise<FilledCycles> {
  const world = await aWorkspace(db);
  const incidents = improvements * incidentsPerImprovement;
  for (const statement of [
    ...incidentRows(world, incidents),
    ...causeRows(world, incidents),
    ...cycleRows(world),
    ...improvementRows(world, improvements),
    ...followRows(world),
    ...cycleWorkRows(world),
    ...activityRows(world),
  ])
    await db.execute(statement);
  await recountFriction(db, { repair: true });
  const found = await db.execute(sql`
    select (select id from improvements where phase = 'check' order by created_at desc limit 1) as "improvementId",
      (select id from incidents order by id desc limit 1) as "incidentId",
      ${cycleId(world, sql`${cycles - 3}`)} as closed, ${cycleId(world, sql`${cycles - 2}`)} as "inReview",
      ${cycleId(world, sql`${cycles - 1}`)} as running, ${cycleId(world, sql`${cycles}`)} as scan`);
  type Ids = Omit<FilledCycles, "world" | "cookie" | "treeId" | "largeTreeId">;
  const token = await startSession(db, world.lead.userId);
  return { world, cookie: `common-cause=${token}`, treeId: "", largeTreeId: "", ...one(rows<Ids>(found)) };
}

const idOf = ({ workspace }: World, what: string, n: SQL) =>
  sql`md5(${sql.raw(`'${what}'`)} || ${n} || ${workspace.id}::text)::uuid`;
// As a form would have made it: addresses take no other.
const cycleId = ({ workspace }: World, n: SQL) =>
  idAt(sql`timestamptz '2020-01-01'`, sql`'cycle' || ${n} || ${workspace.id}::text`);

/** A catalogue that grows with the incidents, a tenth of which are linked to it. */
function causeRows(world: World, incidents: number): SQL[] {
  const { workspace, lead } = world;
  const catalogue = Math.max(5, Math.round(incidents / 200));
  const cause = (n: SQL) => idOf(world, "cause", sql`${n} % ${sql.raw(String(catalogue))}`);
  return [
    sql`insert into root_causes (id, workspace_id, text, category, entered_by_id)
      select ${cause(sql`n`)}, ${workspace.id}::uuid, 'The field is not passed on, case ' || n,
        ${oneOf(sql`n`, ["process", "definition", "incentive"])}, ${lead.id}::uuid
      from generate_series(0, ${catalogue - 1}::int) n`,
    sql`insert into incident_root_causes (workspace_id, incident_id, root_cause_id, linked_by_id)
      select ${workspace.id}::uuid, id, ${cause(scattered(sql`place`, 4409))}, ${lead.id}::uuid
      from (select id, row_number() over (order by created_at) as place from incidents where workspace_id = ${workspace.id}) i
      where place % 10 = 1`,
  ];
}

/** Number 1 began ten years ago; each follows the one before. */
function cycleRows(world: World): SQL[] {
  const { workspace, relationship, lead, seller, marketing, sales } = world;
  const [id, relationshipId] = [sql`${workspace.id}::uuid`, sql`${relationship.id}::uuid`];
  const begins = sql`(now()::date - 60 - (${cycles - 1}::int - n) * 91)`;
  const phase = sql`case n when ${cycles}::int then 'scan' when ${cycles - 1}::int then 'running'
    when ${cycles - 2}::int then 'review' else 'closed' end`;
  const objective = idOf(world, "objective", sql`(n || '-' || k)`);
  const everyObjective = sql`generate_series(1, ${cycles - 1}::int) n cross join generate_series(1, ${objectivesPerCycle}::int) k`;
  return [
    sql`insert into cycles (id, workspace_id, relationship_id, name, kind, starts_on, ends_on, phase, previous_id,
        opened_by_id, committed_at, closed_at)
      select ${cycleId(world, sql`n`)}, ${id}, ${relationshipId}, 'Quarter ' || n, 'quarter', ${begins}, ${begins} + 90, ${phase},
        case when n > 1 then ${cycleId(world, sql`(n - 1)`)} end, ${lead.id}::uuid,
        case when ${phase} <> 'scan' then ${begins}::timestamptz end,
        case when ${phase} = 'closed' then (${begins} + 92)::timestamptz end
      from generate_series(1, ${cycles}::int) n`,
    sql`insert into pressures (id, workspace_id, relationship_id, kind, title, categories, noted_by_id)
      select ${idOf(world, "pressure", sql`k`)}, ${id}, ${relationshipId}, ${oneOf(sql`k`, ["economy", "competition", "regulation"])},
        'Customers put off what they had planned, case ' || k, array['capacity'], ${lead.id}::uuid from generate_series(1, 6) k`,
    sql`insert into pressure_readings (id, workspace_id, pressure_id, cycle_id, direction, strength, read_on, read_by_id)
      select ${idOf(world, "reading", sql`(n || '-' || k)`)}, ${id}, ${idOf(world, "pressure", sql`k`)}, ${cycleId(world, sql`n`)},
        ${oneOf(sql`n + k`, ["rising", "steady", "falling"])}, 1 + (n + k) % 5, ${begins}, ${lead.id}::uuid
      from generate_series(1, ${cycles - 1}::int) n cross join generate_series(1, 6) k`,
    sql`insert into objectives (id, workspace_id, cycle_id, title, first_owner_id, second_owner_id, indicator, baseline, target,
        by_day, "leading", lagging, balancing, result, proposed_by_id, created_at)
      select ${objective}, ${id}, ${cycleId(world, sql`n`)}, 'Leads are called while they remember asking, step ' || k, ${lead.id}::uuid,
        ${seller.id}::uuid, 'Hours to the first call', '26', 'under 12', ${begins} + 90, 'Leads accepted the same day', 'Leads won',
        'Leads sent back', case when n < ${cycles - 2}::int then 'The median is 11 hours.' end, ${lead.id}::uuid, ${begins}::timestamptz
      from ${everyObjective}`,
    sql`insert into catchball_turns (id, workspace_id, objective_id, side_id, move, of_version, member_id, at)
      select md5('turn' || n || '-' || k || side || ${workspace.id}::text)::uuid, ${id}, ${objective}, side, 'agreed', 1,
        case when side = ${marketing}::uuid then ${lead.id}::uuid else ${seller.id}::uuid end, ${begins}::timestamptz
      from ${everyObjective} cross join unnest(array[${marketing}, ${sales}]::uuid[]) side`,
    sql`insert into huddles (id, workspace_id, cycle_id, held_on, moved, stuck, help, written_by_id)
      select ${idOf(world, "huddle", sql`(n || '-' || week)`)}, ${id}, ${cycleId(world, sql`n`)}, ${begins} + week * 7, 'The rule is in place.',
        'One territory waits for its list.', 'Jonas asks for it.', ${seller.id}::uuid
      from generate_series(1, ${cycles - 1}::int) n cross join generate_series(1, 8) week`,
    sql`insert into cycle_reviews (id, workspace_id, cycle_id, kind, held_on, verified, came_back, learned, pressures_moved,
        written_by_id)
      select ${idOf(world, "review", sql`n`)}, ${id}, ${cycleId(world, sql`n`)}, 'annual', ${begins} + 91, 'Two of three were found effective.',
        'One came back after the fair.', 'Name one person a day, and say so.', 'Budgets are tighter.', ${lead.id}::uuid
      from generate_series(1, ${cycles - 2}::int) n`,
  ];
}

const openKinds = ["plan", "do", "check", "act"];

/** Half of them are open. Of a small number, too, the last cycles hold more than their pages name. */
function improvementRows(world: World, improvements: number): SQL[] {
  const { workspace, relationship, lead, seller } = world;
  const [id, n] = [sql`${workspace.id}::uuid`, sql`n`];
  const phase = sql`case when n % 2 = 0 then ${oneOf(sql`n / 2`, openKinds)}
    else ${oneOf(sql`n / 2`, ["closed", "closed", "closed", "abandoned", "cancelled"])} end`;
  // Of the latest one in five is in the review, as many are running, as many in the last closed one: 500 each of 20,000, as many as 40 cycles have each.
  const isLate = sql`n > ${improvements - 2500}::int`;
  const ofCycle = sql`case when ${isLate} and n % 10 in (0, 5) then ${cycles - 2}::int
    when ${isLate} and n % 10 in (2, 7) then ${cycles - 1}::int when ${isLate} and n % 10 in (1, 3) then ${cycles - 3}::int else 1 + n % ${sql.raw(String(cycles - 3))} end`;
  const at = sql`now() - (${improvements}::int - n) * (interval '10 years' / ${improvements}::int)`;
  const isInPlace = sql`p in ('check', 'act', 'closed', 'abandoned')`;
  const catalogue = sql.raw(String(Math.max(5, Math.round((improvements * incidentsPerImprovement) / 200))));
  const from = sql`(select n, ${phase} as p, ${at} as at from generate_series(1, ${improvements}::int) n) every`;
  const owner = sql`case when n % 5 = 3 then ${seller.id}::uuid else ${lead.id}::uuid end`;
  const checker = sql`case when n % 5 = 3 then ${lead.id}::uuid else ${seller.id}::uuid end`;
  return [
    sql`insert into improvements (id, workspace_id, relationship_id, title, kind, phase, owner_id, due_on, first_due_on,
        strength, implemented_on, implementation, cycle_id, planned_by_id, blocked_reason, blocked_at, created_at)
      select ${idAt(sql`at`, sql`'improvement' || n`)}, ${id}, ${relationship.id}::uuid, 'The list names who stands in, case ' || n,
        ${oneOf(sql`n / 3`, ["countermeasure", "countermeasure", "standard", "detection"])}, p, ${owner},
        now()::date - 20 + (n % 25)::int, now()::date - 20 + (n % 25)::int, 1 + n % 3,
        case when ${isInPlace} then greatest(at::date, now()::date - 100 - (n % 900)::int) end,
        case when ${isInPlace} then 'The rule is on.' end, ${cycleId(world, ofCycle)}, ${lead.id}::uuid,
        case when p = 'do' and n % 40 = 2 then 'It waits for the tool.' end, case when p = 'do' and n % 40 = 2 then now() end, at
      from ${from}`,
    sql`insert into predictions (id, workspace_id, improvement_id, iteration, text, measure, from_level, to_level, by_day, method,
        window_days, least_observations, checker_id, check_plan, written_by_id, started_at, owner_side_id, implemented_on)
      select md5('prediction' || i.id)::uuid, ${id}, i.id, 1, 'The median falls because one named person sees each lead.',
        'Hours to accept', '26', 'under 12', now()::date, 'trend', 90, 6, ${checker}, 'We count for a quarter.', i.owner_id,
        case when i.phase <> 'plan' then i.created_at end,
        case when i.owner_id = ${lead.id}::uuid then ${world.marketing}::uuid else ${world.sales}::uuid end, i.implemented_on
      from (select *, row_number() over (order by created_at, id) as n from improvements where workspace_id = ${id}) i`,
    sql`insert into improvement_root_causes (workspace_id, improvement_id, root_cause_id)
      select ${id}, i.id, ${idOf(world, "cause", sql`${scattered(n, 37)} % ${catalogue}`)}
      from (select id, row_number() over (order by created_at, id) as n from improvements where workspace_id = ${id}) i`,
  ];
}

/** What follows: verdicts, standards, the questions of a year, and what came back. */
function followRows(world: World): SQL[] {
  const { workspace, lead, seller, marketing, sales } = world;
  const id = sql`${workspace.id}::uuid`;
  const judged = sql`(select i.*, i.order_no as n,
    now() - case when i.cycle_id = ${cycleId(world, sql`${cycles - 1}`)} then i.order_no % 5 else 5 + i.order_no % 2500 end
      * interval '1 day' as given_at
    from (select *, row_number() over (order by created_at, id) as order_no from improvements where workspace_id = ${id}) i
    where i.phase in ('act', 'closed', 'abandoned')) i`;
  const verdict = sql`case when i.phase = 'abandoned' then 'partly' else 'effective' end`;
  const judge = sql`case when i.owner_id = ${lead.id}::uuid then ${seller.id}::uuid else ${lead.id}::uuid end`;
  const side = sql`case when i.owner_id = ${lead.id}::uuid then ${sales}::uuid else ${marketing}::uuid end`;
  return [
    sql`insert into checks (id, workspace_id, improvement_id, iteration, verdict, seen, observations, side_id, given_by_id, given_at)
      select md5('check' || i.id)::uuid, ${id}, i.id, 1, ${verdict}, 'Nine weeks below the limit.', 9, ${side}, ${judge}, i.given_at
      from ${judged}`,
    sql`insert into standards (id, workspace_id, improvement_id, text, owner_id, trained_roles, slip_measure, review_on,
        written_by_id, written_at)
      select md5('standard' || i.id)::uuid, ${id}, i.id, 'Each territory names who stands in.', i.owner_id, 'Sales operations',
        'Leads older than a day', now()::date + (i.n % 90)::int, i.owner_id, i.given_at + interval '1 day' from ${judged}
      where i.phase = 'closed'`,
    sql`insert into sustain_checks (id, workspace_id, improvement_id, iteration, after_days, due_on, answer, seen, side_id, given_by_id,
        given_at)
      select md5('sustain' || i.id || after)::uuid, ${id}, i.id, 1, after, i.given_at::date + after,
        case when i.given_at::date + after < now()::date then 'held' end,
        case when i.given_at::date + after < now()::date then 'It holds.' end, case when i.given_at::date + after < now()::date then ${side} end,
        case when i.given_at::date + after < now()::date then ${judge} end,
        case when i.given_at::date + after < now()::date then i.given_at + after * interval '1 day' end
      from ${judged} cross join unnest(array[30, 90, 180, 365]) after where i.phase <> 'abandoned'`,
    sql`insert into recurrences (id, workspace_id, improvement_id, iteration, sign, after_verified, reopened, at)
      select md5('again' || i.id)::uuid, ${id}, i.id, 1, 'standard_review', true, false, i.given_at + interval '30 days' from ${judged}
      where i.n % 25 = 0`,
  ];
}

/** What each past cycle left over, told on the chain. */
function cycleWorkRows(world: World): SQL[] {
  const { workspace, lead } = world;
  const id = sql`${workspace.id}::uuid`;
  return [
    sql`insert into carry_overs (id, workspace_id, improvement_id, from_cycle_id, decision, reason, decided_by_id)
      select md5('left' || c.id || i.id)::uuid, ${id}, i.id, c.id, 'continue', 'It is nearly in place.', ${lead.id}::uuid
      from cycles c cross join lateral (
        select id from improvements where workspace_id = ${id} and cycle_id = c.id order by created_at, id limit ${leftPerCycle}) i
      where c.workspace_id = ${id} and c.phase = 'closed'`,
  ];
}

/** How each came to be, for the histories beside their pages. */
function activityRows({ workspace, lead }: World): SQL[] {
  const id = sql`${workspace.id}::uuid`;
  return [
    sql`insert into activity (workspace_id, sequence, at, member_id, verb, subject_id, details)
      select ${id}, w.activity_sequence + row_number() over (order by d.at, d.subject_id, d.verb), d.at, ${lead.id}::uuid, d.verb,
        d.subject_id, d.details
      from workspaces w cross join (
        select created_at as at, 'improvement.planned' as verb, id as subject_id, json_build_object('title', title)::jsonb as details
        from improvements where workspace_id = ${id}
        union all select created_at, 'improvement.predicted', id, '{}' from improvements where workspace_id = ${id}
        union all select created_at, 'cycle.opened', id, json_build_object('name', name)::jsonb from cycles where workspace_id = ${id}
        union all select i.created_at, 'cycle.improvement_chosen', i.cycle_id, json_build_object('title', i.title)::jsonb
        from improvements i where i.workspace_id = ${id}) d
      where w.id = ${id}`,
    sql`update workspaces set activity_sequence = (select max(sequence) from activity where workspace_id = ${id}) where id = ${id}`,
  ];
}
