import "server-only";
import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { one } from "@/db/rows";
import { importedCases } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { type Deed, recordActivities } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { inPortions } from "./bulk-rows";
import type { Counts } from "./case-counts";
import { deedsOfImport } from "./case-deeds";
import type { Fault } from "./case-faults";
import type { CaseFile } from "./case-file";
import { findPair, makePair, pairFaults } from "./case-relationship";
import { enterRootCauses } from "./enter-root-causes";
import { followUp } from "./follow-up";
import { type CasePlan, type Pair, planCase } from "./plan-case";
import type { Finding } from "./plan-tree";
import { loadStandingCase, lockStandingCase } from "./standing-case";
import { writeCase } from "./write-case";

/** Counts are of rows: incidents, trees, whys, evidence and improvements. */
export type ImportReport = Counts & {
  incidents: { key: string; id: string }[];
  trees: { key: string; id: string }[];
  findings: Finding[];
};
export type CasePreview = { report: Counts & { findings: Finding[]; newTeams: string[] }; faults: Fault[] };

/**
 * What importing the file would do; nothing is written.
 * @param alongside "case:tree/why" of the files that are imported before it in the same run
 */
export async function previewCase(
  db: Database,
  member: Member,
  file: CaseFile,
  alongside?: ReadonlySet<string>,
): Promise<CasePreview> {
  permit(member, "cases:import");
  const [standing, found] = await Promise.all([loadStandingCase(db, member, file), findPair(db, member, file)]);
  const plan = planCase(file, standing, standing.before?.pair ?? found.pair, alongside);
  const lacking = standing.before ? [] : pairFaults(member, found, file);
  const newTeams = standing.before || lacking.length > 0 ? [] : found.newTeams.map(({ name }) => name);
  return { report: { ...plan.counts, findings: plan.findings, newTeams }, faults: [...lacking, ...plan.faults] };
}

/**
 * Takes a case file in, as one deed: all of it or nothing. Each row is found again by the case's key and its own, so
 * the same file changes nothing a second time, and two at once are one after the other.
 *
 * A file that has changed changes only what it says otherwise than the last time, field by field; there its word counts
 * more than what people wrote meanwhile, and the history keeps both. Everything else that people changed, added, signed
 * or took out stays as they left it, whatever the file goes on saying.
 * @throws Refusal "invalid" with each fault at its place; nothing is changed then
 */
export async function importCase(db: Database, member: Member, file: CaseFile): Promise<ImportReport> {
  permit(member, "cases:import");
  return db.transaction(async (tx) => {
    await lockStandingCase(tx, member, file.key);
    const standing = await loadStandingCase(tx, member, file);
    const { pair, deeds } = standing.before
      ? { pair: standing.before.pair, deeds: [] }
      : await requirePair(tx, member, file);
    const plan = planCase(file, standing, pair);
    if (plan.faults.length > 0) refuseFile(plan.faults);
    const saysTheSame = isDeepStrictEqual(standing.before?.file, file);
    if (!saysTheSame || !isIdle(plan)) await carryOut(tx, member, file, pair, plan, deeds);
    const named = ({ key, id }: { key: string; id: string }) => ({ key, id });
    return {
      ...plan.counts,
      incidents: plan.incidents.map(named),
      trees: plan.trees.map(named),
      findings: plan.findings,
    };
  });
}

async function requirePair(tx: Database, member: Member, file: CaseFile) {
  const found = await findPair(tx, member, file);
  const lacking = pairFaults(member, found, file);
  if (lacking.length > 0) refuseFile(lacking);
  return makePair(tx, member, file, found);
}

/** The refusal of a whole file: each fault under its place. */
export function refuseFile(faults: readonly Fault[]): never {
  const places: Record<string, string[]> = {};
  for (const { path, message } of faults) {
    // Defined, not assigned: a fault may stand at a field of the file that is called __proto__.
    const words = Object.hasOwn(places, path) ? [...(places[path] ?? []), message] : [message];
    Object.defineProperty(places, path, { value: words, enumerable: true, configurable: true, writable: true });
  }
  const [first] = faults;
  const at = first?.path ? ` (${first.path})` : "";
  refuse("invalid", `This case file cannot be imported: ${first?.message ?? ""}${at}`, places);
}

const isIdle = ({ counts, entries }: CasePlan) => counts.created + counts.changed + entries.length === 0;

async function carryOut(
  tx: Database,
  member: Member,
  file: CaseFile,
  pair: Pair,
  plan: CasePlan,
  deeds: readonly Deed[],
): Promise<void> {
  const entered = await enterRootCauses(tx, member, plan);
  await writeCase(tx, member, file, pair, plan);
  const caseId = await keepFile(tx, member, file, pair);
  const enteredIds = new Set(entered.map(({ subjectId }) => subjectId));
  const unsettled = isIdle(plan) ? [] : await followUp(tx, member, plan, enteredIds);
  // Last, for it takes the workspace's row, where everybody else's deeds take their numbers.
  for await (const some of inPortions([...deeds, ...entered, ...unsettled, ...deedsOfImport(file, plan, caseId)]))
    await recordActivities(tx, member, some);
}

async function keepFile(tx: Database, member: Member, file: CaseFile, pair: Pair): Promise<string> {
  const { workspaceId } = member;
  const latest = { title: file.title, file, importedById: member.id, importedAt: sql`now()` };
  const kept = await tx
    .insert(importedCases)
    .values({
      id: v7(),
      workspaceId,
      key: file.key,
      relationshipId: pair.relationshipId,
      firstTeamId: pair.sideIds[0],
      ...latest,
    })
    .onConflictDoUpdate({ target: [importedCases.workspaceId, importedCases.key], set: latest })
    .returning({ id: importedCases.id });
  return one(kept).id;
}
