import { v7 } from "uuid";
import type { Database } from "@/db/client";
import {
  causeTrees,
  checks,
  improvementRootCauses,
  improvements,
  incidents,
  incidentTrees,
  rootCauses,
  whys,
} from "@/db/schema";
import type { World } from "./worlds";

/** Rows as they stand in the database, for tests about what follows from them. Each answers with its id. */

type Incident = Partial<typeof incidents.$inferInsert>;

export async function incidentRow(db: Database, world: World, given: Incident = {}): Promise<string> {
  const id = given.id ?? v7();
  await db.insert(incidents).values({
    workspaceId: world.workspace.id,
    relationshipId: world.relationship.id,
    loggedById: world.lead.id,
    sideId: world.marketing,
    title: "Leads of Friday were first called on Monday",
    occurredOn: "2026-11-06",
    ...given,
    id,
  });
  return id;
}

export async function treeRow(
  db: Database,
  world: World,
  incidentIds: readonly string[],
  given: Partial<typeof causeTrees.$inferInsert> = {},
): Promise<string> {
  const id = v7();
  await db.insert(causeTrees).values({
    workspaceId: world.workspace.id,
    relationshipId: world.relationship.id,
    problem: "37% of web leads wait more than a day",
    openedById: world.lead.id,
    ...given,
    id,
  });
  for (const incidentId of incidentIds) {
    await db.insert(incidentTrees).values({ workspaceId: world.workspace.id, incidentId, treeId: id });
  }
  return id;
}

export async function whyRow(
  db: Database,
  world: World,
  treeId: string,
  given: Partial<typeof whys.$inferInsert> = {},
): Promise<string> {
  const id = v7();
  await db.insert(whys).values({
    workspaceId: world.workspace.id,
    treeId,
    position: `a${id}`,
    text: "Leads are fetched from the CRM once a day",
    authorId: world.lead.id,
    sideId: world.marketing,
    ...given,
    id,
  });
  return id;
}

export async function rootCauseRow(db: Database, world: World, text = "No one owns a web lead"): Promise<string> {
  const id = v7();
  const row = { id, workspaceId: world.workspace.id, text, category: "role" as const, enteredById: world.lead.id };
  await db.insert(rootCauses).values(row);
  return id;
}

export async function improvementRow(
  db: Database,
  world: World,
  rootCauseId: string | null,
  given: Partial<typeof improvements.$inferInsert> = {},
): Promise<string> {
  const id = v7();
  await db.insert(improvements).values({
    workspaceId: world.workspace.id,
    relationshipId: world.relationship.id,
    title: "Write the stand-in rule into the routing table",
    kind: "countermeasure",
    ownerId: world.lead.id,
    plannedById: world.lead.id,
    ...given,
    id,
  });
  if (rootCauseId) {
    await db.insert(improvementRootCauses).values({ workspaceId: world.workspace.id, improvementId: id, rootCauseId });
  }
  return id;
}

export async function checkRow(
  db: Database,
  world: World,
  improvementId: string,
  given: Pick<typeof checks.$inferInsert, "verdict"> & Partial<typeof checks.$inferInsert>,
): Promise<void> {
  await db.insert(checks).values({
    id: v7(),
    workspaceId: world.workspace.id,
    improvementId,
    iteration: 1,
    seen: "2 of 40 leads waited",
    sideId: world.sales,
    givenById: world.seller.id,
    ...given,
  });
}
