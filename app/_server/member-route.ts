import { NextResponse } from "next/server";
import { z } from "zod";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { may, type Permission } from "@/lib/access/policy";
import { findTokenMember } from "@/lib/people/api-tokens";
import { bearerToken } from "@/lib/people/tokens";
import { Refusal, type RefusalKind } from "@/lib/refusal";
import { listFaults, refusalBehind, requireRoom } from "./faults";
import { logForbidden } from "./log-forbidden";

const statuses: Record<RefusalKind, number> = {
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  too_many: 429,
  unavailable: 503,
};

type RouteInput<P> = { member: Member; params: P; request: Request };

/**
 * The one door for the HTTP API: bearer token, role, then the deed. Errors answer as `{errors: [{path, message}]}`.
 * A token acts as the member it was made for.
 */
export function memberRoute<P extends Record<string, string> = Record<never, string>>(
  permission: Permission,
  run: (input: RouteInput<P>) => Promise<Response>,
) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    try {
      const [, token = ""] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
      const member = bearerToken.test(token) ? await findTokenMember(database(), token) : undefined;
      if (!member) return problem(401, "Send a bearer token of this workspace in the Authorization header.");
      if (!may(member.role, permission)) {
        logForbidden(member, permission);
        return problem(403, "This token's role does not allow that.");
      }
      if (request.method !== "GET") await requireRoom();
      return await run({ member, params: await context.params, request });
    } catch (error) {
      if (error instanceof z.ZodError) return NextResponse.json({ errors: listFaults(error) }, { status: 422 });
      const refusal = refusalBehind(error);
      if (refusal) return refusalResponse(refusal);
      throw error;
    }
  };
}

export function refusalResponse({ kind, message, fields }: Refusal) {
  const named = Object.entries(fields ?? {}).flatMap(([path, words]) =>
    (words ?? []).map((sentence) => ({ path, message: sentence })),
  );
  return NextResponse.json({ errors: named.length > 0 ? named : [{ path: "", message }] }, { status: statuses[kind] });
}

export const problem = (status: number, message: string) =>
  NextResponse.json({ errors: [{ path: "", message }] }, { status });

/**
 * Reads a JSON body of at most `limit` bytes, counted while it streams in, whatever length was announced.
 * @throws Refusal when it is too large or no JSON
 */
export async function readJson(request: Request, limit = 262_144): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    // Whoever still sends when we hang up never reads why; so a while longer it is read and thrown away.
    else if (size > limit * 16) break;
  }
  if (size > limit) throw new Refusal("invalid", `The body is larger than ${Math.round(limit / 1024)} kB.`);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (cause) {
    throw new Refusal("invalid", `The body is not JSON: ${cause instanceof Error ? cause.message : "unreadable"}`);
  }
}
