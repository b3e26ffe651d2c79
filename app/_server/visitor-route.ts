import { NextResponse } from "next/server";
import { z } from "zod";
import type { Member } from "@/lib/access/member";
import { may, type Permission } from "@/lib/access/policy";
import { Refusal } from "@/lib/refusal";
import { listFaults } from "./faults";
import { logForbidden } from "./log-forbidden";
import { problem, refusalResponse } from "./member-route";
import { isFromOurSite } from "./request-origin";
import { currentUser, findVisitor } from "./visitor";

type RouteInput<P> = { member: Member; params: P; request: Request };

/**
 * The door for what a page fetches or sends by itself with the visitor's cookie: files. Whatever changes something must
 * come from a page of ours. Errors answer as those of the API.
 */
export function visitorRoute<P extends { workspace: string }>(
  permission: Permission,
  run: (input: RouteInput<P>) => Promise<Response>,
) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    const isHarmless = request.method === "GET" || request.method === "HEAD";
    if (!isHarmless && !(await isFromOurSite())) return problem(403, "This was sent from another site.");
    const params = await context.params;
    const member = await findVisitor(params.workspace);
    if (!member && !(await currentUser())) return problem(401, "You are signed out. Sign in again.");
    if (!member) return problem(404, "There is nothing here under this address.");
    if (!may(member.role, permission)) {
      logForbidden(member, permission);
      return problem(403, "Your role in this workspace does not allow that.");
    }
    try {
      return await run({ member, params, request });
    } catch (error) {
      if (error instanceof Refusal) return refusalResponse(error);
      if (error instanceof z.ZodError) return NextResponse.json({ errors: listFaults(error) }, { status: 422 });
      throw error;
    }
  };
}
