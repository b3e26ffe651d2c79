import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { openEnds, treeIndex, treeSummary } from "@/lib/causes/cause-tree";
import { loadTree } from "@/lib/causes/load-tree";
import { type CaseFile, type CaseWhy, readCaseFile, readCaseText } from "@/lib/portability/case-file";

const folder = join(import.meta.dirname, "../../cases");
export const caseKeys = readdirSync(folder)
  .filter((name) => name.endsWith(".case.json"))
  .map((name) => name.replace(".case.json", ""));

type Expected = {
  cases: Record<string, { trees: Record<string, Record<string, unknown> & { also: { openEnds: number } }> }>;
};
export const expected: Expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));

export const caseWords = (key: string) => readFileSync(join(folder, `${key}.case.json`), "utf8");

export function publicCase(key: string): CaseFile {
  const { file, faults } = readCaseText(caseWords(key));
  if (!file) throw new Error(JSON.stringify(faults));
  return file;
}

/** The file after a change to its JSON; throws where it is no longer a case file. */
export function changed(file: CaseFile, change: (json: CaseFile) => void): CaseFile {
  const json = structuredClone(file);
  change(json);
  const read = readCaseFile(json);
  if (!read.file) throw new Error(JSON.stringify(read.faults));
  return read.file;
}

export const aCaseWhy = (key: string, why: Partial<CaseWhy> = {}): CaseWhy => ({
  key,
  text: `What stands at ${key}`,
  kind: null,
  status: "verified",
  joint: null,
  ending: null,
  sameAs: null,
  category: null,
  evidence: why.status && why.status !== "verified" ? [] : [someProof],
  whys: [],
  ...why,
});

export const someProof = { type: "data", text: "Counted in May", stance: "supports", side: null } as const;

/** A small case of one tree. */
export const aCase = (key: string, whys: CaseWhy[], more: Partial<CaseFile> = {}): CaseFile => ({
  format: "common-cause/case@1",
  key,
  title: "Leads wait",
  source: { name: "A workshop", year: null, note: "" },
  relationship: ["Marketing", "Sales"],
  incidents: [
    {
      key: "wait",
      title: "Leads wait for an answer",
      observed: "A lead waits for two days.",
      expected: "A lead is answered within an hour.",
      occurredOn: "2026-03-02",
      severity: 3,
      side: "Marketing",
      handOff: null,
    },
  ],
  trees: [{ key: "wait", problem: "Leads wait for two days", incidents: ["wait"], whys }],
  improvements: [],
  ...more,
});

/** What the workspace's tree shows: by the same way as its page and the API read it. */
export async function shownTree(db: Database, member: Member, treeId: string | undefined) {
  const loaded = await loadTree(db, member, treeId ?? "");
  if (!loaded) throw new Error("There is no such tree.");
  const index = treeIndex(loaded.tree);
  return { loaded, index, summary: treeSummary(index), openEnds: openEnds(index).length };
}

const tables =
  "incidents cause_trees incident_trees whys evidence improvements improvement_whys improvement_root_causes root_causes read_backs teams relationships imported_cases activity workspaces";

/** A fingerprint of every row of a workspace, table by table. */
export async function checksums(db: Database, workspaceId: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const table of tables.split(" ")) {
    const column = sql.raw(table === "workspaces" ? "id" : "workspace_id");
    const [found] = rows<{ sum: string }>(
      await db.execute(sql`
        select count(*) || ' ' || coalesce(md5(string_agg(each::text, '|' order by each::text)), '') as sum
        from ${sql.identifier(table)} each where each.${column} = ${workspaceId}`),
    );
    sums[table] = found?.sum ?? "";
  }
  return sums;
}
