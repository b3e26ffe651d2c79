import "server-only";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { visitTrends } from "@/lib/overview/visits";
import { dayIn } from "@/lib/text/days";
import { given, type Kept, keep } from "./kept";

/** So many are remembered; whoever is forgotten is asked for again. */
const most = 2_000;

const noted = new Map<string, Kept<Date | undefined>>();

/**
 * Since when a member has not looked at the trends of a relationship, and that they do now. All of a day the answer is the
 * same, so this process asks once a day.
 */
export function keptVisit(db: Database, member: Member, relationshipId: string): Promise<Date | undefined> {
  const key = [member.id, relationshipId, dayIn(member.workspace.timeZone)].join(" ");
  const known = noted.get(key);
  if (known) return given(known);
  const visit = keep(
    () => visitTrends(db, member, relationshipId),
    () => noted.delete(key),
  );
  noted.set(key, visit);
  if (noted.size > most) noted.delete(noted.keys().next().value ?? "");
  return given(visit);
}
