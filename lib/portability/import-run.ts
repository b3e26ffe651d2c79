/** Several case files one after the other, as somebody chose them: each is taken in, or refused, for itself. */
import "server-only";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { Refusal } from "@/lib/refusal";
import type { Fault } from "./case-faults";
import { type CaseFile, readCaseText } from "./case-file";
import { targetOfLink, whysOf } from "./case-places";
import { type CasePreview, type ImportReport, importCase, previewCase } from "./import-case";

/** A file as it came: its name, where it has one, and its text (none where it is not worth sending back). */
export type CaseText = { name: string; words: string };

type Item<Report> = CaseText & { title: string | null; report: Report | null; faults: Fault[] };
export type PreviewItem = Item<CasePreview["report"]>;
export type ImportItem = Omit<Item<ImportReport>, "words">;

/**
 * What importing these files would do, in the order in which to do it: a file that points into another comes after it.
 * Each is seen as if those before it stood already, as far as its cross-links go.
 */
export async function previewRun(db: Database, member: Member, texts: readonly CaseText[]): Promise<PreviewItem[]> {
  const read = texts.map((text) => ({ ...text, ...readCaseText(text.words) }));
  const files = inOrder(read.flatMap(({ file, name }) => (file ? [{ file, name }] : [])));
  const items: PreviewItem[] = [];
  const alongside = new Set<string>();
  for (const { file, name } of files) {
    const { report, faults } = await previewCase(db, member, file, alongside);
    for (const source of sourcesOf(file)) alongside.add(source);
    items.push({ name, words: JSON.stringify(file), title: file.title, report, faults });
  }
  const broken = read.flatMap(({ faults, name }) =>
    faults ? [{ name, words: "", title: null, report: null, faults }] : [],
  );
  return [...items, ...broken];
}

/** Takes the files in, in the given order. A refused one changes nothing and does not keep the others out. */
export async function importRun(db: Database, member: Member, texts: readonly CaseText[]): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for (const { name, words } of texts) items.push({ name, ...(await importText(db, member, words)) });
  return items;
}

async function importText(db: Database, member: Member, words: string): Promise<Omit<ImportItem, "name">> {
  const { file, faults } = readCaseText(words);
  if (!file) return { title: null, report: null, faults };
  try {
    return { title: file.title, report: await importCase(db, member, file), faults: [] };
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== "invalid") throw error;
    const named = Object.entries(error.fields ?? {}).flatMap(([path, words]) =>
      (words ?? []).map((message) => ({ path, message })),
    );
    return { title: file.title, report: null, faults: named };
  }
}

const sourcesOf = (file: CaseFile) =>
  file.trees.flatMap((_tree, place) => whysOf(file, place).map(({ source }) => `${file.key}:${source}`));

/** Those that point into others after them; where two point into each other, as they came. */
function inOrder<Named extends { file: CaseFile }>(files: readonly Named[]): Named[] {
  const waitsFor = new Map(files.map((named) => [named, casesPointedAt(named.file)]));
  const ordered: Named[] = [];
  let left = [...files];
  while (left.length > 0) {
    const keys = new Set(left.map(({ file }) => file.key));
    const free = left.filter((named) => ![...(waitsFor.get(named) ?? [])].some((key) => keys.has(key)));
    const next = free.length > 0 ? free : left;
    ordered.push(...next);
    left = left.filter((named) => !next.includes(named));
  }
  return ordered;
}

const casesPointedAt = (file: CaseFile) =>
  new Set(
    file.trees
      .flatMap((_tree, place) => whysOf(file, place))
      .flatMap(({ why }) => (why.sameAs === null ? [] : [targetOfLink(why.sameAs, file.key).caseKey]))
      .filter((key) => key !== file.key),
  );
