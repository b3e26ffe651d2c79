import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { may, type Permission } from "@/lib/access/policy";
import { type Entry, enterWorkspace, findSession } from "@/lib/people/sessions";
import { sessionToken } from "./auth";
import { logForbidden } from "./log-forbidden";
import { requireReceived } from "./received";

/** Who is signed in, in whatever workspace; undefined for a stranger. */
export const currentUser = cache(async () => {
  await requireReceived();
  const token = await sessionToken();
  return token ? findSession(database(), token) : undefined;
});

/** Who enters this workspace, read once a request; undefined when not signed in or not a member here. */
export const findEntry = cache(async (workspace: string): Promise<Entry | undefined> => {
  await requireReceived();
  const token = await sessionToken();
  return token ? enterWorkspace(database(), token, workspace) : undefined;
});

/** The member this request acts as. */
export const findVisitor = async (workspace: string): Promise<Member | undefined> =>
  (await findEntry(workspace))?.member;

/** How far the history had come before anything of this page was read: what happens after is told live. */
export const heardUpTo = async (workspace: string): Promise<number> => (await findEntry(workspace))?.sequence ?? 0;

/**
 * The one door for pages. A stranger goes to sign in and comes back; what is in another workspace does not exist;
 * a page whose permission the role lacks answers 403 in words.
 */
export async function requireMember(workspace: string, permission: Permission = "workspace:read"): Promise<Member> {
  const member = await findVisitor(workspace);
  if (!member) {
    if (await currentUser()) notFound();
    redirect(`/sign-in?next=${encodeURIComponent((await headers()).get("x-path") ?? `/w/${workspace}`)}`);
  }
  if (!may(member.role, permission)) {
    logForbidden(member, permission);
    forbidden();
  }
  return member;
}

/** The door for pages that must be open to strangers; the reason is for whoever reviews them. */
export async function openPage(_reason: string) {
  return currentUser();
}
