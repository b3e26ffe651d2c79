import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Category } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import type { AlikeInput } from "./input";
import { alikeFrom, searchForAlike, wordOverlap, wordsThatMatter } from "./overlap";
import { countIncidents } from "./queries";

/**
 * An entry of the catalogue that may stand behind what somebody writes: its own words are alike, those of an incident
 * that it led to are, or it was met at the same hand-off (method 1.10). A person confirms.
 */
export type Alike = {
  id: string;
  text: string;
  category: Category;
  because: "words" | "incident" | "hand_off";
  times: number; // incidents it led to until now
  lastOn: string | null;
};

type Candidate = { id: string; text: string; category: Category; likeness: number };

/** Of so many entries found by the index, and of so many latest incidents, the nearest are taken. */
const compared = 200;
const latest = 1_000;
/** So many of a hand-off's latest incidents are looked at. */
const recent = 30;

/** Up to `most` entries, the nearest first: those whose words are alike, then those of the same hand-off. */
export async function listAlike(db: Database, member: Member, input: AlikeInput, most = 3): Promise<Alike[]> {
  const words = wordsThatMatter(input.text ?? "");
  const search = searchForAlike(words);
  const [entries, met, handed] = await Promise.all([
    search ? listEntries(db, member, search) : [],
    search ? listMet(db, member) : [],
    input.handOff ? listHanded(db, member, input.handOff) : [],
  ]);
  const near = (found: Candidate[], because: Alike["because"]) =>
    found
      .filter(({ likeness, category }) => likeness >= alikeFrom && (!input.category || category === input.category))
      .sort((one, other) => other.likeness - one.likeness)
      .map(({ likeness: _, ...entry }) => ({ ...entry, because }));
  const likeness = ({ said }: { said: string }) => wordOverlap(words, wordsThatMatter(said));
  const all = [
    ...near(
      entries.map((row) => ({ ...row, likeness: likeness(row) })),
      "words",
    ),
    ...near(
      met.map((row) => ({ ...row, likeness: likeness(row) })),
      "incident",
    ),
    ...handed.map((entry) => ({ ...entry, because: "hand_off" as const })),
  ];
  const chosen = all.filter(({ id }, place) => all.findIndex((other) => other.id === id) === place).slice(0, most);
  if (chosen.length === 0) return [];
  const seen = await countIncidents(
    db,
    member,
    chosen.map(({ id }) => id),
  );
  return chosen.map(({ id, text, category, because }) => {
    const { incidents: times = 0, last_seen_on: lastOn = null } = seen.get(id) ?? {};
    return { id, text, category, because, times, lastOn };
  });
}

type Said = { id: string; text: string; category: Category; said: string };

/** Entries that share enough words to be looked at. */
async function listEntries(db: Database, { workspaceId }: Member, search: string): Promise<Said[]> {
  const found = await db.execute(sql`
    select id, text, category, text as said from root_causes
    where workspace_id = ${workspaceId} and search @@ to_tsquery('simple', ${search}) and merged_into_id is null
    limit ${compared}`);
  return rows<Said>(found);
}

/**
 * Root causes of the latest incidents. All of them are compared: incidents repeat the same few words, and to look those
 * up would cost more the more incidents there are.
 */
async function listMet(db: Database, { workspaceId }: Member): Promise<Said[]> {
  const found = await db.execute(sql`
    with latest as materialized (
      select id, title from incidents where workspace_id = ${workspaceId}
      order by occurred_on desc, id desc limit ${latest})
    select r.id, r.text, r.category, latest.title as said
    from latest cross join lateral (
      select root_cause_id from friction_shares
      where workspace_id = ${workspaceId} and incident_id = latest.id and measure = 'incidents'
        and root_cause_id is not null offset 0) f
    join root_causes r on r.workspace_id = ${workspaceId} and r.id = f.root_cause_id`);
  return rows<Said>(found);
}

/** Root causes of the latest incidents of the hand-off, the one met most often first; twice at least. */
async function listHanded(db: Database, { workspaceId }: Member, handOff: string) {
  const found = await db.execute(sql`
    with latest as materialized (
      select id from incidents where workspace_id = ${workspaceId} and hand_off = ${handOff}
      order by occurred_on desc, id desc limit ${recent})
    select r.id, r.text, r.category
    from latest cross join lateral (
      select root_cause_id from friction_shares
      where workspace_id = ${workspaceId} and incident_id = latest.id and measure = 'incidents'
        and root_cause_id is not null offset 0) f
    join root_causes r on r.workspace_id = ${workspaceId} and r.id = f.root_cause_id
    group by r.id, r.text, r.category having count(*) > 1
    order by count(*) desc, r.id desc limit 3`);
  return rows<Omit<Said, "said">>(found);
}
