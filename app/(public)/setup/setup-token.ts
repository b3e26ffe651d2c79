import { redirect } from "next/navigation";
import { database } from "@/db/client";
import { isFresh, isSetupToken } from "@/lib/people/set-up";

export type SetupSearch = Promise<{ token?: string | string[] }>;

/** The token of the address where it may set up this installation; undefined for a wrong one. Once set up, people sign in. */
export async function readSetupToken(search: SetupSearch): Promise<string | undefined> {
  const { token } = await search;
  const db = database();
  if (typeof token === "string" && (await isSetupToken(db, token))) return token;
  if (!(await isFresh(db))) redirect("/sign-in");
  return undefined;
}
