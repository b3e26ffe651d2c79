import { expect, test } from "vitest";
import type { Member } from "@/lib/access/member";
import { wordsOfLanguage } from "@/lib/causes/wording-lists";
import {
  changeWordList,
  chooseWordingLanguages,
  listWording,
  restoreWordList,
  trySentence,
} from "@/lib/causes/wording-settings";
import { restoreWordListInput, wordingLanguagesInput, wordListInput } from "@/lib/causes/wording-settings-input";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn, historyOf, standing } from "./at-a-tree";

const db = await testDatabase();

const change = (member: Member, list: string, words: string, version = "0") =>
  changeWordList(db, member, wordListInput.parse({ language: "en", list, words, version }));
const restore = (member: Member, list: string, version: string) =>
  restoreWordList(db, member, restoreWordListInput.parse({ language: "en", list, version }));
const choose = (member: Member, seenLanguages: string, ...languages: string[]) => {
  const ticked = Object.fromEntries(languages.map((language) => [language, "yes"]));
  return chooseWordingLanguages(db, member, wordingLanguagesInput.parse({ ...ticked, seenLanguages }));
};
const found = async (member: Member, sentence: string) =>
  (await trySentence(db, member, sentence)).map(({ code, match }) => `${code}: ${match}`);
const standsAs = async (member: Member, list: string) =>
  (await listWording(db, member))[0]?.lists.find((one) => one.list === list);

test("a list that a workspace changed is its own: trees there are read by it, others are not", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db, "The depot")];
  const [here, there] = [await aTreeIn(db, mill), await aTreeIn(db, depot)];
  for (const { lead } of [here, there]) await lead.asks("The soggy leads are badly described");

  await change(mill.owner, "vague_judgements", "soggy\n\n  Soggy \nwishy   washy\n***");

  expect(await standsAs(mill.owner, "vague_judgements")).toEqual({
    list: "vague_judgements",
    words: ["Soggy", "wishy washy"],
    version: 1,
  });
  const messages = async (member: Member, treeId: string) =>
    (await standing(db, member, treeId)).tree.whys[0]?.findings.map(({ message }) => message.split(" is ")[0]);
  expect(await messages(mill.lead, here.treeId)).toEqual(["“soggy”"]);
  expect(await messages(depot.lead, there.treeId)).toEqual(["“badly”"]);
  expect(await historyOf(db, mill.workspace.id)).toEqual(["wording.list_changed"]);
});

test("an empty list means that nothing of the kind is looked for", async () => {
  const { owner } = await aWorkspace(db);

  await change(owner, "absolutes", "");

  expect(await found(owner, "It is always so")).toEqual([]);
});

test("of two people who change one list at once, the second is told", async () => {
  const { owner } = await aWorkspace(db);
  await change(owner, "absolutes", "always");

  await expect(change(owner, "absolutes", "never")).rejects.toMatchObject({ kind: "conflict" });
  await change(owner, "absolutes", "ever", "1");
  await expect(change(owner, "absolutes", "never", "1")).rejects.toMatchObject({ kind: "conflict" });
  await expect(restore(owner, "absolutes", "1")).rejects.toMatchObject({ kind: "conflict" });
});

test("the list that comes with the program comes back, also by typing it", async () => {
  const { owner } = await aWorkspace(db);
  await change(owner, "absolutes", "ever");
  await restore(owner, "absolutes", "1");
  expect(await standsAs(owner, "absolutes")).toMatchObject({ words: wordsOfLanguage.en.absolutes, version: 0 });

  await change(owner, "absolutes", "ever");
  await change(owner, "absolutes", wordsOfLanguage.en.absolutes.join("\r\n"), "1");

  expect(await standsAs(owner, "absolutes")).toMatchObject({ version: 0 });
});

test("a workspace is read in the languages that it writes", async () => {
  const { owner } = await aWorkspace(db);
  expect(await found(owner, "Keine Preisliste")).toEqual([]);

  await choose(owner, "en", "en", "de");

  expect(await found(owner, "Keine Preisliste")).toEqual(["solution_as_cause: Keine"]);
  expect(await found(owner, "Poor leads")).toEqual(["vague_judgement: Poor"]);
  await expect(choose(owner, "en", "de")).rejects.toMatchObject({ kind: "conflict" });
});

test("at least one language is chosen", () => {
  expect(wordingLanguagesInput.safeParse({ seenLanguages: "en" }).success).toBe(false);
});

test.each(["lead", "seller", "executive"] as const)("%s changes no list and no language", async (role) => {
  const world = await aWorkspace(db);

  await expect(change(world[role], "absolutes", "ever")).rejects.toMatchObject({ kind: "forbidden" });
  await expect(choose(world[role], "en", "de")).rejects.toMatchObject({ kind: "forbidden" });
});

test("a list holds at most 400 lines of 80 characters", () => {
  const fits = (words: string) =>
    wordListInput.safeParse({ language: "en", list: "exempt", words, version: "0" }).success;

  const lines = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`).join("\n");
  expect([fits(lines(400)), fits(lines(401)), fits("x".repeat(80)), fits("x".repeat(81))]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
