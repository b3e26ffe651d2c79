import "server-only";
import type { Database } from "@/db/client";
import { findKindsSince, type KindsSince } from "@/lib/activity/kinds-since";
import type { Recall } from "@/lib/activity/recall";
import { given, type Kept, keep } from "./kept";
import { keeping } from "./kept-markup";

/** Workspaces whose history is followed, and what was read in them. */
const most = { workspaces: 200, reads: 2_000 };

type Followed = KindsSince & { since: number };
const followed = new Map<string, Followed>();
/** One for each part of a page: what was read before a deed is asked for no more, and not kept. */
const reads = new Map<string, { stand: string; at: number; value: Kept<unknown> }>();

/** Deeds of these may change anything: what is imported, who is on which side, which day it is. */
const always = ["case", "workspace", "relationship", "team", "member"];

/**
 * Remembers what was read in a workspace until a deed of a kind that may change it. The history is looked through from where
 * it was looked at last. One query.
 * @param scope all that the reads depend on besides: the relationship, the day
 */
export async function keptReads(db: Database, workspaceId: string, scope: string): Promise<Recall> {
  const { since, kinds } = await follow(db, workspaceId);
  const lastOf = (kind: string) => kinds.get(kind) ?? since;
  return async (name, of, read) => {
    const key = [workspaceId, scope, name].join(" ");
    const stand = [since, ...[...of, ...always].map(lastOf)].join(" ");
    const known = reads.get(key);
    if (known?.stand === stand && Date.now() - known.at < keeping.longestMs)
      return given(known.value) as ReturnType<typeof read>;
    const forget = () => {
      if (reads.get(key)?.value === value) reads.delete(key);
    };
    const value = keep(read, forget);
    reads.delete(key);
    reads.set(key, { stand, at: Date.now(), value });
    if (reads.size > most.reads) reads.delete(reads.keys().next().value ?? "");
    return given(value);
  };
}

/** Each time nothing is known any more, all that was read counts as old: `since` is in every key. */
let begun = 0;

async function follow(db: Database, workspaceId: string): Promise<Followed> {
  const known = followed.get(workspaceId);
  const { upTo, kinds, follows } = await findKindsSince(db, workspaceId, known?.upTo);
  const now: Followed =
    known && follows
      ? { upTo, kinds: new Map([...known.kinds, ...kinds]), since: known.since }
      : { upTo, kinds: new Map(), since: -++begun };
  followed.delete(workspaceId);
  followed.set(workspaceId, now);
  if (followed.size > most.workspaces) followed.delete(followed.keys().next().value ?? "");
  return now;
}
