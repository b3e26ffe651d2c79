import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { secrets } from "@/db/data-folder";

type Who = { workspaceId: string; memberId: string };
/** What a link ends: all mail, or the trends alone. */
export type Ends = "mail" | "trends";

/**
 * What a link to unsubscribe carries: who it is for, sealed with a key of this installation. It is kept nowhere, never
 * runs out, as a mail may be read years later, and does this one thing.
 */
export function unsubscribeToken({ workspaceId, memberId }: Who, ends: Ends = "mail"): string {
  const ids = Buffer.concat([bytesOf(workspaceId), bytesOf(memberId)]);
  return Buffer.concat([ids, seal(ids, ends)]).toString("base64url");
}

/** Who the token is for; undefined for one that we did not make. */
export function readUnsubscribeToken(token: string): (Who & { ends: Ends }) | undefined {
  // 16 + 16 + 32 bytes, in the one way of writing them.
  if (!/^[\w-]{86}$/.test(token)) return undefined;
  const bytes = Buffer.from(token, "base64url");
  const ids = bytes.subarray(0, 32);
  const ends = (["mail", "trends"] as const).find((each) => timingSafeEqual(seal(ids, each), bytes.subarray(32)));
  if (bytes.toString("base64url") !== token || !ends) return undefined;
  return { workspaceId: uuidOf(ids.subarray(0, 16)), memberId: uuidOf(ids.subarray(16)), ends };
}

const seal = (ids: Buffer, ends: Ends) =>
  createHmac("sha256", secrets().tokenKey).update(`unsubscribe from ${ends}, 1\n`).update(ids).digest();

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll("-", ""), "hex");
const uuidOf = (bytes: Buffer) => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
