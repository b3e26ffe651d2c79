import { createHash } from "node:crypto";
import { NextResponse } from "next/server";
import { z } from "zod";
import type { Deeds } from "@/app/api/v1/_deeds/deed";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { answerOnce } from "@/lib/api/answer-once";
import { refuse } from "@/lib/refusal";
import { memberRoute, readJson } from "./member-route";

const body = z.record(z.string(), z.unknown(), "Send the deed's fields as an object.");
const key = z.string().regex(/^[\w.:-]{1,200}$/, "An Idempotency-Key has 1 to 200 letters, digits and . : _ -");

/**
 * The door for deeds on one kind of thing, `POST …/{id}/{deed}`: a table says which there are, and the right, the shape
 * and the command of each. Answers with what the command gives, or 204. With an `Idempotency-Key` the same call again
 * gets the same answer and does nothing.
 * @param segment the part of the address that holds the id
 * @param field the field of the deeds' input that takes it
 */
export const deedRoute = <const S extends string>(segment: S, field: string, deeds: Deeds) =>
  // Each deed asks for its own right below; whoever may not even read the workspace gets no further than here.
  memberRoute<Record<S | "deed", string>>("workspace:read", ({ member, params, request }) =>
    answerDeed(member, request, deeds, params.deed, { [field]: params[segment] }),
  );

/** The same for what a workspace has one of, `POST …/{deed}`. */
export const deedsRoute = (deeds: Deeds) =>
  memberRoute<{ deed: string }>("workspace:read", ({ member, params, request }) =>
    answerDeed(member, request, deeds, params.deed, {}),
  );

async function answerDeed(member: Member, request: Request, deeds: Deeds, name: string, inAddress: object) {
  const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
  if (!deed)
    return refuse("not_found", `There is no deed of this name here. Known are: ${Object.keys(deeds).join(", ")}.`);
  permit(member, deed.permission);
  const given = { ...body.parse(await readJson(request)), ...inAddress };
  const input = deed.input.parse(given) as never;
  const run = async () => (await deed.run(database(), member, input)) ?? null;
  const asked = request.headers.get("idempotency-key");
  const result =
    asked === null ? await run() : await answerOnce(database(), member, key.parse(asked), markOf(name, given), run);
  return result === null ? new NextResponse(null, { status: 204 }) : NextResponse.json(result);
}

const markOf = (deed: string, given: unknown) =>
  createHash("sha256")
    .update(JSON.stringify([deed, given]))
    .digest("base64url");
