import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { startSession } from "@/lib/people/sessions";
import { type RunningServer, startServer, stopServer } from "../support/server";
import { aWorkspace } from "../support/worlds";
import { cpuOf } from "./cpu";
import type { Figure } from "./figures";
import { type Filled, idAt, incidentRows, oneOf, scattered } from "./fill";
import { openPostgres, type Postgres } from "./postgres";
import { settings } from "./settings";
import { type Costs, measureInTurn, ratio, type Turn } from "./turns";
import { visitor } from "./visits";
import type { Walks } from "./walks";

/** Dearer than a list page by half, and not more, however much there is. */
const limit = 1.5;

/** What the Pareto costs at a million incidents, and what was seen before at 100,000, each against the list beside it. */
export async function measureKeptSums(say: (words: string) => void): Promise<{ figures: Figure[]; costs: Costs }> {
  const postgres = await openPostgres();
  try {
    const [charts, chartCosts] = await measureAt(postgres, settings.sums, say, async (origin, filled) => {
      const { read } = visitor(origin, filled.cookie);
      const base = `/w/${filled.world.workspace.slug}`;
      return {
        "Pareto, this year": () => read(`${base}/root-causes?period=year`),
        "Pareto, last 13 weeks": () => read(`${base}/root-causes?period=quarter`),
        "Pareto, all years": () => read(`${base}/root-causes?period=all`),
        "Pareto by category": () => read(`${base}/root-causes?by=category&period=year`),
      };
    });
    const [words, wordCosts] = await measureAt(postgres, settings.many, say, async (origin, filled) => {
      const ask = alikeAsker(origin, filled);
      return {
        "seen before, a line on Today": () => ask({ text: "Web leads about pricing first called after the weekend" }),
        "seen before, with a hand-off": () => ask({ text: "Nobody answered them", handOff: "Brief to campaign" }),
        "seen before, a root cause": () =>
          ask({ text: "The field for region 7 is not passed on", category: "process" }),
      };
    });
    return { figures: [...charts, ...words], costs: new Map([...chartCosts, ...wordCosts]) };
  } finally {
    await postgres.stop();
  }
}

async function measureAt(
  postgres: Postgres,
  incidents: number,
  say: (words: string) => void,
  walksOf: (origin: string, filled: Filled) => Promise<Walks>,
): Promise<[Figure[], Costs]> {
  say(`filling a database with ${incidents} incidents and ${settings.causes} root causes, and their weeks`);
  const filled = await postgres.filled(incidents, fillWithSums);
  const server: RunningServer = await startServer({ DATABASE_URL: filled.url });
  try {
    const list = `incident list at ${incidents}`;
    const { read } = visitor(server.origin, filled.cookie);
    const walks = {
      [list]: () => read(`/w/${filled.world.workspace.slug}/incidents`),
      ...(await walksOf(server.origin, filled)),
    };
    const turns = Object.entries(walks).map(
      ([name, once]): Turn => ({
        name,
        once,
        cpu: () => ({ program: cpuOf(server.child.pid ?? 0), database: postgres.cpu() }),
      }),
    );
    const costs = await measureInTurn(turns, say);
    const named = turns.map(({ name }) => name).filter((name) => name !== list);
    const figures = named.map((name) => ({ name: `${name} ÷ ${list}`, value: ratio(costs, name, list), limit }));
    return [figures, costs];
  } finally {
    await stopServer(server);
  }
}

const causes = [
  "No one decides what counts as ready",
  "The target pays for number alone",
  "The field is not passed on",
];

/** Incidents without trees; a tenth are linked to one or two of many root causes, the first of these more often. */
async function fillWithSums(db: Database, incidents: number): Promise<Filled> {
  const world = await aWorkspace(db);
  const workspaceId = sql`${world.workspace.id}::uuid`;
  const cause = (n: ReturnType<typeof sql>) => sql`md5('cause' || ${n} || ${world.workspace.id}::text)::uuid`;
  for (const statement of incidentRows(world, incidents)) await db.execute(statement);
  await db.execute(sql`
    insert into root_causes (id, workspace_id, text, category, entered_by_id)
    select ${cause(sql`n`)}, ${workspaceId}, ${oneOf(sql`n`, causes)} || ' in region ' || n % 977 || ', case ' || n,
      ${oneOf(sql`n`, ["process", "definition", "incentive"])}, ${world.lead.id}::uuid
    from generate_series(0, ${settings.causes - 1}::int) n`);
  await db.execute(sql`
    insert into incident_root_causes (workspace_id, incident_id, root_cause_id, linked_by_id)
    select ${workspaceId}, id, ${cause(sql`(${settings.causes}::int * power(${scattered(sql`place * part`, 4409)} / 10007.0, 1.5))::int % ${settings.causes}::int`)},
      ${world.lead.id}::uuid
    from (select id, row_number() over (order by created_at) as place from incidents where workspace_id = ${workspaceId}) i
    cross join generate_series(1, 2) part
    where place % 10 = 0 and (part = 1 or place % 50 = 0)
    on conflict do nothing`);
  await db.execute(sql`
    insert into incident_costs (id, workspace_id, incident_id, unit, currency, expected, basis, added_by_id)
    select ${idAt(sql`created_at`, sql`'cost' || place`)}, ${workspaceId}, id, 'money', 'EUR', place % 900, 'Invoices', ${world.lead.id}::uuid
    from (select id, created_at, row_number() over (order by created_at) as place from incidents where workspace_id = ${workspaceId}) i
    where place % 5 = 0`);
  await db.execute(sql`analyze`);
  await recountFriction(db, { repair: true });
  const [{ id: incidentId }] = [
    one(rows<{ id: string }>(await db.execute(sql`select id from incidents order by id desc limit 1`))),
  ];
  const token = await startSession(db, world.lead.userId);
  return { world, cookie: `common-cause=${token}`, incidentId, treeId: "", largeTreeId: "" };
}

type Manifest = { node: Record<string, { exportedName: string }> };
type React = { encodeReply(values: unknown[]): Promise<FormData | string> };

/** Asks what was seen before as the browser does, which has no form for it. */
function alikeAsker(origin: string, { world, cookie }: Filled) {
  const manifest: Manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const [id] = Object.entries(manifest.node).find(([, { exportedName }]) => exportedName === "alikeAction") ?? [];
  if (!id) throw new Error("The build has no action that says what was seen before.");
  const react: React = createRequire(import.meta.url)("next/dist/compiled/react-server-dom-turbopack/client.node");
  const { slug } = world.workspace;
  return async (fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const body = await react.encodeReply([slug, { done: false }, form]);
    const headers = { cookie, origin, "next-action": id, accept: "text/x-component" };
    const answer = await fetch(`${origin}/w/${slug}/today`, { method: "POST", body, headers });
    const text = await answer.text();
    if (answer.status !== 200 || !text.includes('"done":true'))
      throw new Error(`What was seen before was answered ${answer.status}.\n${text.slice(0, 500)}`);
  };
}
