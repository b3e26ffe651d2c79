import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Role } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { groupBy } from "@/lib/causes/group-by";
import { isStorable } from "@/lib/text/shapes";

/** Somebody who may be chosen for something. */
export type Person = { id: string; name: string; role: Role; teamId: string | null; teamName: string | null };

/** `some`: there are more than are offered; `words`: what was looked for, if anything. */
export type OfferedPeople = { people: Person[]; some: boolean; words: string };

/** Of each team so many are offered at once; more make a list that nobody finds a name in and that takes long to load. */
export const mostOfTeam = 100;
export const mostWords = 80;

type Asked = {
  /** The two sides that the thing belongs to; what is asked for comes from them first of all. */
  sideIds: readonly string[]; // two
  /** Nobody of another team can be chosen. */
  onlySides?: boolean;
  /** Those who are chosen already, whom the list must not lose. */
  keep?: readonly (string | null | undefined)[];
  /** The beginning of a word of a name; all that was typed, or whatever stood in the address. */
  words?: unknown;
};

/**
 * Who may be chosen, by name: of each side the first hundred, and everybody else where they are no more than that. Words
 * find whoever has a name with a word that begins so, of whichever team. Those who left are not in it. One query.
 */
export async function offerPeople(db: Database, { workspaceId }: Member, asked: Asked): Promise<OfferedPeople> {
  const words = cleanWords(asked.words);
  const sides = JSON.stringify(asked.sideIds);
  const isOfSide = sql`m.team_id::text in (select jsonb_array_elements_text(${sides}::text::jsonb))`;
  const keep = JSON.stringify((asked.keep ?? []).filter(Boolean));
  const isKept = sql`id::text in (select jsonb_array_elements_text(${keep}::text::jsonb))`;
  const begin = `% ${words.replace(/[\\%_]/g, "\\$&")}%`;
  const some = (of: SQL) => sql`
    (select id, name, role, team_id, ${of} as of_side from here where of_side = ${of}
      ${words === "" ? sql`` : sql`and ' ' || name ilike ${begin}`}
      order by name, id limit ${mostOfTeam + 1})`;
  const [first, second] = asked.sideIds;
  const groups = [some(sql`${first}::text`), some(sql`${second}::text`)];
  if (!asked.onlySides) groups.push(some(sql`'nobody'::text`));
  const found = rows<Person & { ofSide: string }>(
    await db.execute(sql`
      with here as materialized (
        select m.id, u.name, m.role, m.team_id, case when ${isOfSide} then m.team_id::text else 'nobody' end as of_side
        from members m join users u on u.id = m.user_id
        where m.workspace_id = ${workspaceId} and m.ended_at is null),
      found as (${sql.join(groups, sql` union all `)} union all select id, name, role, team_id, 'kept' from here where ${isKept})
      select p.id, p.name, p.role, p.team_id as "teamId", t.name as "teamName", p.of_side as "ofSide" from found p
      left join teams t on t.workspace_id = ${workspaceId} and t.id = p.team_id
      order by p.name, p.id`),
  );
  return { ...offeredOf(found, words), words };
}

/** Of each group what fits; of the others nobody where they are too many to be looked through, unless by words. */
function offeredOf(found: readonly (Person & { ofSide: string })[], words: string): Omit<OfferedPeople, "words"> {
  const groups = groupBy(
    found,
    ({ ofSide }) => ofSide,
    ({ ofSide: _, ...person }): Person => person,
  );
  const offered = [...groups].flatMap(([group, people]) =>
    group === "nobody" && people.length > mostOfTeam && words === "" ? [] : people.slice(0, mostOfTeam),
  );
  const people = [...new Map(offered.map((person) => [person.id, person])).values()];
  const isMore = [...groups.values()].some((all) => all.length > mostOfTeam);
  return { people: people.sort(byName), some: isMore || words !== "" };
}

const byName = (one: Person, other: Person) =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : one.id < other.id ? -1 : 1;

/** One of the words that a name may begin with; nothing where that is no text. */
function cleanWords(given: unknown): string {
  return typeof given === "string" && isStorable(given) ? given.trim().slice(0, mostWords) : "";
}
