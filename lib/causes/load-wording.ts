import "server-only";
import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { members, users, whys, wordingSettlements } from "@/db/schema";
import type { WordingLanguage } from "@/db/terms";
import type { KeptSettlement } from "./text-findings";
import type { Scope } from "./tree-rows";
import type { LanguageWords } from "./wording";
import { type WordingList, type WordLists, wordsOfLanguage } from "./wording-lists";

/** The lists of the languages that the workspace writes in: its own, or those that come with the program. One query. */
export async function loadWordLists(db: Database, member: Scope): Promise<LanguageWords[]> {
  type Row = { languages: WordingLanguage[]; language: WordingLanguage | null; list: WordingList; words: string[] };
  const found = rows<Row>(
    await db.execute(sql`
      select w.wording_languages as "languages", l.language, l.list, l.words
      from workspaces w
      left join wording_lists l on l.workspace_id = w.id and l.language = any (w.wording_languages)
      where w.id = ${member.workspaceId}`),
  );
  return (found[0]?.languages ?? []).map((language) => {
    const own = found.filter((row) => row.language === language);
    const shipped = wordsOfLanguage[language];
    // The shipped object itself where nothing was changed: it has been made ready once for everybody.
    const lists: WordLists =
      own.length === 0 ? shipped : { ...shipped, ...Object.fromEntries(own.map(({ list, words }) => [list, words])) };
    return { language, lists };
  });
}

/** What people said to the findings of these trees, and of the trees that the whys of the first lead to. One query. */
export async function loadSettlements(
  db: Database,
  member: Scope,
  treeIds: readonly string[],
): Promise<KeptSettlement[]> {
  if (treeIds.length === 0) return [];
  const { workspaceId } = member;
  const linked = sql`(
    select target.tree_id from ${whys} pointing
    join ${whys} target on target.workspace_id = pointing.workspace_id and target.id = pointing.same_as_id
    where pointing.workspace_id = ${workspaceId} and pointing.ending = 'same_as' and pointing.removed_at is null
      and ${inArray(sql`pointing.tree_id`, [...treeIds])})`;
  const found = await db
    .select({
      treeId: wordingSettlements.treeId,
      whyId: wordingSettlements.whyId,
      code: wordingSettlements.code,
      mark: wordingSettlements.mark,
      sideId: wordingSettlements.sideId,
      by: users.name,
      reason: wordingSettlements.reason,
      at: wordingSettlements.at,
    })
    .from(wordingSettlements)
    .innerJoin(
      members,
      and(eq(members.workspaceId, wordingSettlements.workspaceId), eq(members.id, wordingSettlements.memberId)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(wordingSettlements.workspaceId, workspaceId),
        or(inArray(wordingSettlements.treeId, [...treeIds]), sql`${wordingSettlements.treeId} in ${linked}`),
      ),
    )
    .orderBy(wordingSettlements.at, wordingSettlements.id);
  return found.map((row) => ({ ...row, at: row.at.toISOString() }));
}
