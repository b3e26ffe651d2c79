import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { wordingLists as listRows, teams, workspaces } from "@/db/schema";
import type { WordingLanguage } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { loadWordLists } from "./load-wording";
import { loadNames } from "./tree-rows";
import { type Finding, findings } from "./wording";
import { type WordingList, wordingLists, wordsOfLanguage } from "./wording-lists";
import type { restoreWordListInput, wordingLanguagesInput, wordListInput } from "./wording-settings-input";

const meanwhile = "Somebody changed this meanwhile. Load the page again to see how it stands.";

/** Says in which languages this workspace writes; the check reads texts in these. */
export async function chooseWordingLanguages(
  db: Database,
  member: Member,
  { languages, seen }: z.output<typeof wordingLanguagesInput>,
) {
  permit(member, "wording:manage");
  if (languages.join(" ") === seen.join(" ")) return;
  await db.transaction(async (tx) => {
    const asSeen = sql`array_to_string(${workspaces.wordingLanguages}, ' ') = ${seen.join(" ")}`;
    const [changed] = await tx
      .update(workspaces)
      .set({ wordingLanguages: languages })
      .where(and(eq(workspaces.id, member.workspaceId), asSeen))
      .returning({ id: workspaces.id });
    if (!changed) refuse("conflict", meanwhile);
    await recordActivity(tx, member, "wording.languages_chosen", member.workspaceId, { languages });
  });
}

/** Makes a list the workspace's own. One that says the same as what comes with the program is no list of its own. */
export async function changeWordList(db: Database, member: Member, input: z.output<typeof wordListInput>) {
  permit(member, "wording:manage");
  const { language, list, words, version } = input;
  if (words.join("\n") === wordsOfLanguage[language][list].join("\n")) return restoreWordList(db, member, input);
  await db.transaction(async (tx) => {
    const by = { words, changedById: member.id };
    const row = { id: v7(), workspaceId: member.workspaceId, language, list, ...by };
    const [changed] =
      version === 0
        ? await tx.insert(listRows).values(row).onConflictDoNothing().returning({ id: listRows.id })
        : await tx
            .update(listRows)
            .set({ ...by, changedAt: sql`now()`, version: sql`${listRows.version} + 1` })
            .where(asSeen(member, input))
            .returning({ id: listRows.id });
    if (!changed) refuse("conflict", meanwhile);
    await recordActivity(tx, member, "wording.list_changed", member.workspaceId, { language, list, words });
  });
}

/** Back to the list that comes with the program. */
export async function restoreWordList(db: Database, member: Member, input: z.output<typeof restoreWordListInput>) {
  permit(member, "wording:manage");
  if (input.version === 0) return;
  await db.transaction(async (tx) => {
    const [gone] = await tx.delete(listRows).where(asSeen(member, input)).returning({ words: listRows.words });
    if (!gone) refuse("conflict", meanwhile);
    const { language, list } = input;
    await recordActivity(tx, member, "wording.list_restored", member.workspaceId, {
      language,
      list,
      before: gone.words,
    });
  });
}

const asSeen = (member: Member, { language, list, version }: z.output<typeof restoreWordListInput>) =>
  and(
    eq(listRows.workspaceId, member.workspaceId),
    eq(listRows.language, language),
    eq(listRows.list, list),
    eq(listRows.version, version),
  );

/** `version` 0: the words are those that come with the program. */
export type StandingList = { list: WordingList; words: readonly string[]; version: number };
export type StandingLanguage = { language: WordingLanguage; lists: StandingList[] };

/** The languages that the workspace writes in, each with its lists as they stand. */
export async function listWording(db: Database, member: Member): Promise<StandingLanguage[]> {
  const [languages, own] = await Promise.all([
    loadWordLists(db, member),
    db
      .select({ language: listRows.language, list: listRows.list, version: listRows.version })
      .from(listRows)
      .where(eq(listRows.workspaceId, member.workspaceId)),
  ]);
  return languages.map(({ language, lists }) => ({
    language,
    lists: wordingLists.map((list) => ({
      list,
      words: lists[list],
      version: own.find((row) => row.language === language && row.list === list)?.version ?? 0,
    })),
  }));
}

/** What the check would say to a sentence in this workspace, whichever two teams it was about. */
export async function trySentence(db: Database, member: Member, sentence: string): Promise<Finding[]> {
  const [words, names, sides] = await Promise.all([
    loadWordLists(db, member),
    loadNames(db, member),
    db.select({ name: teams.name }).from(teams).where(eq(teams.workspaceId, member.workspaceId)),
  ]);
  return findings(sentence, { members: [...names.values()], sides: sides.map(({ name }) => name), words });
}
