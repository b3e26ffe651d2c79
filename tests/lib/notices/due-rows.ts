import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { members, predictions } from "@/db/schema";
import type { World } from "../../support/worlds";

/** What `improvementRow` is called. */
export const title = "Write the stand-in rule into the routing table";

export const leave = (db: Database, member: { id: string }) =>
  db.update(members).set({ endedAt: new Date() }).where(eq(members.id, member.id));

/** The prediction of the first try, started, of an owner of Marketing. */
export const predict = (
  db: Database,
  world: World,
  improvementId: string,
  given: Partial<typeof predictions.$inferInsert> = {},
) =>
  db.insert(predictions).values({
    id: v7(),
    workspaceId: world.workspace.id,
    improvementId,
    iteration: 1,
    windowDays: 30,
    ownerSideId: world.marketing,
    startedAt: new Date(),
    writtenById: world.lead.id,
    ...given,
  });
