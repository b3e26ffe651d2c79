import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { startSession } from "@/lib/people/sessions";
import { aWorkspace, type World } from "../support/worlds";
import { causeRows, type TreeSizes } from "./fill-causes";

/** A workspace full of incidents, and what is asked for in it. */
export type Filled = {
  world: World;
  cookie: string; // of the lead of Marketing
  incidentId: string; // a late incident with a tree
  treeId: string; // its tree, of usual size
  largeTreeId: string; // of 500 whys
};

/** A word that a handful of incidents of any workspace hold, and one that one in twelve holds. */
export const rareWord = "recalibration";
export const commonWord = "pricing";

/**
 * Fills the database with so many incidents over six years, and in proportion to them trees, root causes and
 * improvements. Set by set, as row by row it would take an hour.
 */
export async function fill(db: Database, incidents: number, sizes?: TreeSizes): Promise<Filled> {
  const world = await aWorkspace(db);
  for (const statement of [...incidentRows(world, incidents), ...causeRows(world, incidents, sizes)])
    await db.execute(statement);
  await recountFriction(db, { repair: true });
  const token = await startSession(db, world.lead.userId);
  return { world, cookie: `common-cause=${token}`, ...(await somePages(db, world)) };
}

/** Identifiers are v7, as forms make them: their order in the indexes follows the time. */
export const idAt = (instant: SQL, salt: SQL) => sql`(
  lpad(to_hex((extract(epoch from ${instant}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${salt}), 1, 3)
  || '8' || substr(md5(${salt}), 4, 15))::uuid`;

/** One of a few words, told by a number. */
export const oneOf = (number: SQL, words: readonly string[]) =>
  sql`(${sql.raw(`array[${words.map((word) => `'${word}'`).join(",")}]`)})[1 + (${number})::int % ${sql.raw(String(words.length))}]`;

/** A number without order that stays the same for the same `n`. */
export const scattered = (n: SQL, factor: number) => sql`((${n})::bigint * ${sql.raw(String(factor))} % 10007)`;

const things = ["Web leads", "Trade-fair leads", "Price lists", "Case studies", "Demo requests", "Newsletter replies"];
const faults = ["first called after the weekend", "without a telephone number", "in the old format", "sent twice"];
const matters = ["pricing", "delivery", "training", "samples", "renewals", "returns", "warranty", "installation"];
const handOffs = [
  "Lead to first call",
  "Brief to campaign",
  "Fair to follow-up",
  "Offer to contract",
  "Win to reference",
];
const ended = ["closed", "closed", "closed", "closed", "closed", "withdrawn", "contained_only"];
const categories = ["process", "definition", "data_system", "communication", "role", "capacity"];

/** Incidents over so many years, those that ended closed some weeks later, and that they were logged. */
export function incidentRows(
  { workspace, relationship, marketing, sales, lead, seller }: World,
  incidents: number,
  years = 6,
): SQL[] {
  const n = sql`n`;
  const at = sql`at`;
  const severity = sql`nullif(${scattered(n, 31)} % 5, 0)`;
  const isOpen = sql`n > ${incidents}::int * 0.98 or n % 20 = 0 or n % 25 = 0`;
  const stage = sql`case when n > ${incidents}::int * 0.98 then 'reported' when n % 25 = 0 then 'improving'
    when n % 20 = 0 then 'analysing' else ${oneOf(scattered(n, 29), ended)} end`;
  const endedAt = sql`case when not (${isOpen}) then least(now(), at + interval '1 day' * (${scattered(n, 43)} % 90)) end`;
  return [
    sql`insert into incidents (id, workspace_id, relationship_id, logged_by_id, side_id, title, observed, expected,
        occurred_on, hand_off, severity, category, stage, created_at, closed_at, first_closed_at)
      select ${idAt(at, sql`'incident' || n`)}, ${workspace.id}::uuid, ${relationship.id}::uuid,
        case when n % 3 = 0 then ${seller.id}::uuid else ${lead.id}::uuid end,
        case when n % 11 = 0 then null when n % 3 = 0 then ${sales}::uuid else ${marketing}::uuid end,
        ${oneOf(scattered(n, 7), things)} || ' about ' || ${oneOf(scattered(n, 13), matters)} || ' '
          || ${oneOf(scattered(n, 17), faults)} || ' (week ' || n % 53 || ')',
        'Seen by ' || ${oneOf(scattered(n, 19), handOffs)} || ': ' || n % 40 || ' of ' || (40 + n % 60) || ' cases, most '
          || 'of them from region ' || n % 977 || ', and nobody could say since when it had been so'
          || case when n % ${sql.raw(String(Math.ceil(incidents / 40)))} = 7 then ', after the ${sql.raw(rareWord)}' else '' end,
        case when n % 2 = 0 then 'A first call within one working hour, by the agreement of region ' || n % 97 end,
        at::date - (n % 3)::int, nullif(${oneOf(scattered(n, 19), handOffs)}, 'Win to reference'), ${severity}::smallint,
        case when n % 2 = 0 then ${oneOf(scattered(n, 23), categories)} end,
        ${stage}, at, ${endedAt}, ${endedAt}
      from (select n, now() - (${incidents}::int - n) * (interval '1 year' * ${years}::int / ${incidents}::int) as at
        from generate_series(1, ${incidents}::int) n) every`,
    sql`insert into activity (workspace_id, sequence, at, member_id, verb, subject_id)
      select workspace_id, row_number() over (order by created_at, id), created_at, logged_by_id, 'incident.logged', id
      from incidents where workspace_id = ${workspace.id}`,
    sql`update workspaces set activity_sequence = ${incidents}::int where id = ${workspace.id}`,
  ];
}

/** The last tree of usual size with its incident, and the oldest, which is one of 500 whys. */
async function somePages(db: Database, { workspace }: World) {
  const ordered = (order: "asc" | "desc") => sql`
    select incident_id, tree_id from incident_trees where workspace_id = ${workspace.id}
    order by incident_id ${sql.raw(order)} limit 1`;
  type Row = { incident_id: string; tree_id: string };
  const usual = one(rows<Row>(await db.execute(ordered("desc"))));
  const large = one(rows<Row>(await db.execute(ordered("asc"))));
  return { incidentId: usual.incident_id, treeId: usual.tree_id, largeTreeId: large.tree_id };
}
