import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { incidents, members, users, workspaces } from "@/db/schema";
import { enqueue } from "@/lib/jobs/queue";
import { dayIn } from "@/lib/text/days";
import { addressOf, visitor } from "./people";
import { finishedTitle } from "./tell-example";
import { writeExample } from "./write-example";

const slug = "harbour";
const timeZone = "Europe/Berlin";

/**
 * Opens the example workspace, two years of a firm that sells flow meters; the first time it is written, in one
 * transaction, up to today.
 * @returns the user one looks around as, and the page to begin on: an incident that went all the way
 */
export async function openExample(db: Database): Promise<{ userId: string; path: string }> {
  const standing = await findExample(db);
  if (standing) return standing;
  await writeExample(db, { slug, timeZone, today: dayIn(timeZone) });
  // What waits in it is told at once, not when the next quarter of an hour begins.
  await enqueue(db, "find-due-work", {}, { key: "example" });
  const written = await findExample(db);
  if (!written) throw new Error("The address of the example is taken by another workspace.");
  return written;
}

async function findExample(db: Database) {
  const [found] = await db
    .select({ userId: users.id, incidentId: incidents.id })
    .from(workspaces)
    .innerJoin(members, eq(members.workspaceId, workspaces.id))
    .innerJoin(users, and(eq(users.id, members.userId), eq(users.email, addressOf(visitor))))
    .leftJoin(incidents, and(eq(incidents.workspaceId, workspaces.id), eq(incidents.title, finishedTitle)))
    .where(and(eq(workspaces.slug, slug), eq(workspaces.isExample, true)))
    .orderBy(asc(incidents.occurredOn))
    .limit(1);
  if (!found) return undefined;
  const { userId, incidentId } = found;
  // Whoever looked around before may have given that incident another title.
  return { userId, path: incidentId ? `/w/${slug}/incidents/${incidentId}` : `/w/${slug}/today` };
}
