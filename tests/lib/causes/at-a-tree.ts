import { and, asc, eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/client";
import {
  activity,
  causeTrees,
  evidence,
  improvements,
  improvementWhys,
  incidents,
  perspectives,
  whys,
} from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { type TreeIndex, treeIndex } from "@/lib/causes/cause-tree";
import { openTree } from "@/lib/causes/commands";
import { askWhy, describeWhy, joinWhy, moveWhy, rewordProblem, rewordWhy } from "@/lib/causes/edit-whys";
import { dismissFindingInput, ofFinding, overruleFindingInput } from "@/lib/causes/finding-input";
import {
  addEvidenceInput,
  askWhyInput,
  describeWhyInput,
  endBranchInput,
  joinWhyInput,
  judgeWhyInput,
  moveWhyInput,
  openTreeInput,
  readBackInput,
  removeEvidenceInput,
  removeWhyInput,
  rewordProblemInput,
  rewordWhyInput,
  stepInput,
  treeInput,
} from "@/lib/causes/input";
import { addEvidence, endBranch, judgeWhy, readBack, removeEvidence } from "@/lib/causes/judge-whys";
import { loadTree } from "@/lib/causes/load-tree";
import { removeWhy } from "@/lib/causes/remove-why";
import { dismissFinding, overruleFinding, reopenFinding } from "@/lib/causes/settle-findings";
import { settleTree } from "@/lib/causes/settling";
import { redoOnTree, undoOnTree } from "@/lib/causes/undo";
import { incidentRow } from "../../support/cases";
import type { World } from "../../support/worlds";

type Fields = Record<string, string | null | undefined>;

/** What a form sends: texts only, an empty one where nothing was chosen. */
const sent = (fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value ?? ""]),
  );

/** One person's deeds on one tree, given as their forms send them. */
export function deedsOf(db: Database, member: Member, treeId: string) {
  const by =
    <S extends z.ZodType, Answer>(
      deed: (db: Database, member: Member, input: z.output<S>) => Promise<Answer>,
      shape: S,
    ) =>
    async (fields: Fields = {}): Promise<Answer> =>
      deed(db, member, shape.parse(sent({ treeId, ...fields })));
  const sends = {
    ask: by(askWhy, askWhyInput),
    reword: by(rewordWhy, rewordWhyInput),
    rewordProblem: by(rewordProblem, rewordProblemInput),
    move: by(moveWhy, moveWhyInput),
    join: by(joinWhy, joinWhyInput),
    remove: by(removeWhy, removeWhyInput),
    describe: by(describeWhy, describeWhyInput),
    judge: by(judgeWhy, judgeWhyInput),
    end: by(endBranch, endBranchInput),
    addEvidence: by(addEvidence, addEvidenceInput),
    removeEvidence: by(removeEvidence, removeEvidenceInput),
    readBack: by(readBack, readBackInput),
    dismiss: by(dismissFinding, dismissFindingInput),
    overrule: by(overruleFinding, overruleFindingInput),
    reopen: by(reopenFinding, ofFinding),
    settle: by(settleTree, treeInput),
    undo: by(undoOnTree, stepInput),
    redo: by(redoOnTree, stepInput),
  };
  return {
    sends,
    ...sends,
    /** Asks below the why, or below the problem. @returns the id of the new why */
    async asks(text: string, parentId?: string, more: Fields = {}) {
      const id = v7();
      await sends.ask({ id, parentId, text, ...more });
      return id;
    },
    /** Brings evidence to the why. @returns its id */
    async shows(whyId: string, stance: "supports" | "contradicts" = "supports", text = "Counted in the CRM") {
      const id = v7();
      await sends.addEvidence({ id, whyId, stance, type: "data", text });
      return id;
    },
    async verifies(whyId: string) {
      await this.shows(whyId);
      await sends.judge({ whyId, status: "verified" });
    },
    async signs(...whyIds: string[]) {
      for (const whyId of whyIds) await sends.readBack({ whyId, answer: "agrees" });
    },
  };
}
export type Deeds = ReturnType<typeof deedsOf>;

/** All that a root cause asks for. */
export const asRootCause = { ending: "root_cause", category: "process", reach: "control", removal: "prevents" };

/** A tree on an incident of this world, opened by the lead of Marketing. */
export async function aTreeIn(db: Database, world: World, problem = "37% of web leads wait more than a day") {
  const incidentId = await incidentRow(db, world);
  const treeId = v7();
  await openTree(db, world.lead, openTreeInput.parse({ id: treeId, incidentId, problem }));
  const at = (member: Member) => deedsOf(db, member, treeId);
  return { incidentId, treeId, lead: at(world.lead), seller: at(world.seller), facilitator: at(world.facilitator), at };
}

/** A tree with all that settling asks for: one path to a root cause, one branch escalated, signed by both. */
export async function aTreeReadyToSettle(db: Database, world: World) {
  const tree = await aTreeIn(db, world);
  const { lead, seller } = tree;
  await perspectivesOf(db, world, tree.incidentId);
  const a = await lead.asks("Leads are fetched once a day");
  const root = await seller.asks("The export was made for a monthly report", a);
  const aside = await seller.asks("The provider sends no alert");
  await seller.verifies(root);
  await seller.end({ whyId: root, ...asRootCause });
  await lead.end({ whyId: aside, ending: "escalated", endingBy: "The provider", endingOn: "2026-11-30" });
  for (const side of [lead, seller]) await side.signs(a, root);
  return { world, ...tree, a, root, aside };
}

export async function settledAt(db: Database, treeId: string) {
  const [found] = await db.select({ at: causeTrees.settledAt }).from(causeTrees).where(eq(causeTrees.id, treeId));
  return found?.at ?? null;
}

export async function whyNow(db: Database, whyId: string) {
  const [found] = await db.select().from(whys).where(eq(whys.id, whyId));
  if (!found) throw new Error("There is no such why.");
  return found;
}

export async function standing(db: Database, member: Member, treeId: string) {
  const loaded = await loadTree(db, member, treeId);
  if (!loaded) throw new Error("There is no such tree.");
  return { ...loaded, index: treeIndex(loaded.tree) };
}

/** The outline as it reads: two spaces for each line above. */
export async function outline(db: Database, member: Member, treeId: string): Promise<string[]> {
  const { index } = await standing(db, member, treeId);
  return index.inOrder.map(({ id, text }) => "  ".repeat(depthIn(index, id)) + text);
}
const depthIn = (index: TreeIndex, id: string) => (index.depths.get(id) ?? 0) - 1;

/** The verbs of what was done to the tree, first deed first. */
export async function historyOf(db: Database, subjectId: string): Promise<string[]> {
  const found = await db
    .select({ verb: activity.verb })
    .from(activity)
    .where(eq(activity.subjectId, subjectId))
    .orderBy(asc(activity.sequence));
  return found.map(({ verb }) => verb);
}

export async function stageOf(db: Database, incidentId: string) {
  const [found] = await db.select({ stage: incidents.stage }).from(incidents).where(eq(incidents.id, incidentId));
  return found?.stage;
}

export async function perspectivesOf(db: Database, world: World, incidentId: string) {
  const row = { workspaceId: world.workspace.id, incidentId, text: "This is how it looked from here." };
  await db.insert(perspectives).values([
    { ...row, id: v7(), sideId: world.marketing, writtenById: world.lead.id },
    { ...row, id: v7(), sideId: world.sales, writtenById: world.seller.id },
  ]);
}

/** An investigation with an owner and a due day, as an open question needs one. */
export async function investigationOn(db: Database, world: World, whyId: string) {
  const [id, workspaceId] = [v7(), world.workspace.id];
  await db.insert(improvements).values({
    id,
    workspaceId,
    relationshipId: world.relationship.id,
    title: "Find out why it started",
    kind: "investigation",
    ownerId: world.seller.id,
    plannedById: world.lead.id,
    dueOn: "2026-12-01",
  });
  await db.insert(improvementWhys).values({ workspaceId, improvementId: id, whyId });
}

/** Every row that deeds on trees write, as it stands: to see that nothing has changed. */
export async function rowsOf(db: Database, world: World) {
  const { id } = world.workspace;
  return {
    whys: await db.select().from(whys).where(eq(whys.workspaceId, id)).orderBy(asc(whys.id)),
    evidence: await db.select().from(evidence).where(eq(evidence.workspaceId, id)).orderBy(asc(evidence.id)),
    activity: await db.$count(activity, and(eq(activity.workspaceId, id))),
  };
}
