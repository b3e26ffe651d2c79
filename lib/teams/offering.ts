import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Role } from "@/db/terms";
import type { Member } from "@/lib/access/member";
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
  sideIds: readonly string[];
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
  const found = rows<Person & { place: number; offered: boolean }>(
    await db.execute(sql`
      with here as (
        select m.id, u.name, m.role, m.team_id, ${isOfSide} as of_side
        from members m join users u on u.id = m.user_id
        where m.workspace_id = ${workspaceId} and m.ended_at is null
          ${asked.onlySides ? sql`and (${isOfSide} or m.${isKept})` : sql``}),
      placed as (
        select *, row_number() over (partition by case when of_side then team_id end order by name, id) as place,
          count(*) over (partition by case when of_side then team_id end) as of_many
        from here ${words === "" ? sql`` : sql`where ' ' || name ilike ${begin}`})
      select p.id, p.name, p.role, p.team_id as "teamId", t.name as "teamName", p.place::int, p.offered from (
        select id, name, role, team_id, place, place <= ${mostOfTeam}
          and (of_side or ${words !== ""} or of_many <= ${mostOfTeam}) as offered
        from placed where place <= ${mostOfTeam + 1}
        union
        select id, name, role, team_id, 0, true from here where ${isKept}) p
      left join teams t on t.workspace_id = ${workspaceId} and t.id = p.team_id
      order by p.name, p.id, p.offered desc`),
  );
  const people = new Map<string, Person>();
  for (const { place: _, offered, ...person } of found) if (offered) people.set(person.id, person);
  const some = words !== "" || found.some(({ id, offered }) => !offered && !people.has(id));
  return { people: [...people.values()], some, words };
}

/** One of the words that a name may begin with; nothing where that is no text. */
function cleanWords(given: unknown): string {
  return typeof given === "string" && isStorable(given) ? given.trim().slice(0, mostWords) : "";
}
