import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { enterWorkspace } from "@/lib/people/sessions";

/** Who a session lets into a workspace; undefined when it is over or belongs to nobody there. */
export const memberBy = async (db: Database, token: string, slug: string): Promise<Member | undefined> =>
  (await enterWorkspace(db, token, slug))?.member;
