import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { improvements } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { Refusal, refuse } from "@/lib/refusal";
import type { MoveInput } from "./input";
import { startImprovement } from "./working";

/**
 * Moves a card of the board. Only the start of work needs nothing but the wish; whatever asks for words is written on
 * the improvement's page, which says what is missing.
 * @returns whether it stands in the other lane now, or its page has to be opened
 */
export async function moveImprovement(db: Database, member: Member, input: MoveInput): Promise<"moved" | "asks"> {
  permit(member, "improvement:work");
  const { improvementId, version, to } = input;
  const [standing] = await db
    .select({ phase: improvements.phase })
    .from(improvements)
    .where(and(eq(improvements.workspaceId, member.workspaceId), eq(improvements.id, improvementId)));
  if (!standing) refuse("not_found", "This improvement does not exist.");
  if (standing.phase !== "plan" || to !== "do") return "asks";
  try {
    await startImprovement(db, member, { improvementId, version });
    return "moved";
  } catch (error) {
    if (error instanceof Refusal && error.kind === "invalid") return "asks";
    throw error;
  }
}
