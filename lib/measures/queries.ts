import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { measures, members, readings, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { rowId } from "@/lib/text/shapes";
import type { MeasureRow } from "./measure-deed";

export type Owner = { id: string; name: string };
export type Measure = MeasureRow & { firstOwner: Owner | null; secondOwner: Owner | null };

/** The measures of a relationship, or of all, by their names; what was taken away is not in it. One query. */
export async function listMeasures(db: Database, member: Member, relationshipId?: string): Promise<Measure[]> {
  const found = await selectMeasures(db)
    .where(
      and(
        eq(measures.workspaceId, member.workspaceId),
        relationshipId === undefined ? undefined : eq(measures.relationshipId, relationshipId),
        isNull(measures.removedAt),
      ),
    )
    .orderBy(asc(measures.name), asc(measures.id))
    .limit(relationshipId === undefined ? 1000 : 100);
  return found.map(withOwners);
}

/** The measures of a relationship by their names, without their people. One query. */
export const listFollowed = (db: Database, { workspaceId }: Pick<Member, "workspaceId">, relationshipId: string) =>
  db
    .select()
    .from(measures)
    .where(
      and(
        eq(measures.workspaceId, workspaceId),
        eq(measures.relationshipId, relationshipId),
        isNull(measures.removedAt),
      ),
    )
    .orderBy(asc(measures.name), asc(measures.id))
    .limit(100);

/** A measure of this workspace, also one that was taken away; undefined when there is none of that id. One query. */
export async function findMeasure(db: Database, member: Member, measureId: string): Promise<Measure | undefined> {
  const id = rowId.safeParse(measureId).data; // an address holds anything
  if (!id) return undefined;
  const [found] = await selectMeasures(db).where(
    and(eq(measures.workspaceId, member.workspaceId), eq(measures.id, id)),
  );
  return found && withOwners(found);
}

/** Who entered the value of each period last. One query. */
export function listWhoEntered(db: Database, member: Member, measureId: string) {
  return db
    .select({ periodOn: readings.periodOn, by: users.name, at: readings.createdAt })
    .from(readings)
    .innerJoin(members, and(eq(members.workspaceId, readings.workspaceId), eq(members.id, readings.enteredById)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(readings.workspaceId, member.workspaceId), eq(readings.measureId, measureId)))
    .orderBy(asc(readings.periodOn))
    .limit(5_000);
}
export type WhoEntered = Awaited<ReturnType<typeof listWhoEntered>>[number];

const [firstMember, firstUser] = [alias(members, "first_member"), alias(users, "first_user")];
const [secondMember, secondUser] = [alias(members, "second_member"), alias(users, "second_user")];

const selectMeasures = (db: Database) =>
  db
    .select({
      measure: measures,
      firstOwner: { id: firstMember.id, name: firstUser.name },
      secondOwner: { id: secondMember.id, name: secondUser.name },
    })
    .from(measures)
    .leftJoin(
      firstMember,
      and(eq(firstMember.workspaceId, measures.workspaceId), eq(firstMember.id, measures.firstOwnerId)),
    )
    .leftJoin(firstUser, eq(firstUser.id, firstMember.userId))
    .leftJoin(
      secondMember,
      and(eq(secondMember.workspaceId, measures.workspaceId), eq(secondMember.id, measures.secondOwnerId)),
    )
    .leftJoin(secondUser, eq(secondUser.id, secondMember.userId))
    .$dynamic();

type Found = {
  measure: MeasureRow;
  firstOwner: { id: string | null; name: string | null } | null;
  secondOwner: { id: string | null; name: string | null } | null;
};

function withOwners({ measure, firstOwner, secondOwner }: Found): Measure {
  return { ...measure, firstOwner: ownerOf(firstOwner), secondOwner: ownerOf(secondOwner) };
}

const ownerOf = (found: Found["firstOwner"]): Owner | null =>
  found?.id && found.name ? { id: found.id, name: found.name } : null;
