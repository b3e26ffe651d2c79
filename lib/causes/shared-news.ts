import "server-only";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import type { TreeNews } from "./news";
import { newsSince } from "./news-since";
import { stepsAhead } from "./undo";

/** What was read for one page serves others that ask the same within this long. */
const freshMs = 2_000;

type Read = { since: number; by: string; at: number; news: Promise<TreeNews | undefined> };

const home = Symbol.for("common-cause.shared-news");
const shelf = globalThis as typeof globalThis & { [home]?: Map<string, Read> };
shelf[home] ??= new Map();
const reads = shelf[home];

/**
 * The same as `newsSince`, read once for all who ask at the same time, for a change is told to everyone at once. What is
 * told is what everybody who may read the workspace may read; only how far one can step back is one's own.
 * @param upTo the number of the history up to which it must tell at least; nothing that was read before is older then
 */
export async function sharedNews(
  db: Database,
  member: Member,
  treeId: string,
  since: number,
  upTo: number,
): Promise<TreeNews | undefined> {
  const key = `${member.workspaceId} ${treeId}`;
  for (let known = usable(key, since); known; ) {
    const news = await known.news;
    if (news && (news.sequence ?? 0) >= upTo)
      return known.by === member.id ? news : { ...news, ...(await stepsAhead(db, member, treeId)) };
    // It began too early; whoever waited for it as well may have begun another.
    const next = usable(key, since);
    known = next === known ? undefined : next;
  }
  const read: Read = { since, by: member.id, at: Date.now(), news: newsSince(db, member, treeId, since) };
  reads.set(key, read);
  const forget = () => {
    if (reads.get(key) === read) reads.delete(key);
  };
  setTimeout(forget, freshMs).unref();
  read.news.catch(forget);
  return read.news;
}

function usable(key: string, since: number): Read | undefined {
  const read = reads.get(key);
  return read && read.since <= since && Date.now() - read.at < freshMs ? read : undefined;
}
