import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** 32 random bytes for a link, a session or a bearer token; shown once, kept only as its hash (trust 3). */
export const newToken = () => randomBytes(32).toString("base64url");

/** What the database keeps of a token: SHA-256. A token has enough randomness to need no slow hash. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("base64url");

/** What a bearer token may look like (RFC 6750). Ours have 43 characters; one from the environment may differ. */
export const bearerToken = /^[\w.~+/=-]{16,512}$/;
