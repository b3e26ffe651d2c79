import "server-only";
import { createHmac } from "node:crypto";
import { secrets } from "@/db/data-folder";

/**
 * The token of a link that is mailed: sealed with a key of this installation, so that the mail can be written again after a
 * crash while only the token's hash is kept, as of every other.
 */
export const mailedResetToken = (resetId: string) =>
  createHmac("sha256", secrets().tokenKey).update("password reset by mail, 1\n").update(resetId).digest("base64url");
