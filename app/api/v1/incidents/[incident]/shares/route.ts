import { NextResponse } from "next/server";
import { v7 } from "uuid";
import { z } from "zod";
import { memberRoute, readJson } from "@/app/_server/member-route";
import { ownAddress } from "@/app/_server/own-address";
import { database } from "@/db/client";
import { listShares, shareIncident, shareInput } from "@/lib/a3/share-links";
import type { Member } from "@/lib/access/member";
import { findStatement } from "@/lib/incidents/incident-page";
import { refuse } from "@/lib/refusal";

type Of = { incident: string };

async function requireIncident(member: Member, incidentId: string) {
  if (!(await findStatement(database(), member, incidentId))) refuse("not_found", "This incident does not exist.");
}

/** The links to its A3 that hold now, the latest first; where they lead was told once, when they were made. */
export const GET = memberRoute<Of>("incident:share", async ({ member, params }) => {
  await requireIncident(member, params.incident);
  return NextResponse.json({ shares: await listShares(database(), member, params.incident) });
});

/**
 * Makes a link and answers with its address, this once. It is no deed of the table, for whose answers are kept for a
 * while under their `Idempotency-Key`: here that key, a UUID of version 7, is the link's id, and a call sent again gives a
 * new address in place of the first.
 */
export const POST = memberRoute<Of>("incident:share", async ({ member, params, request }) => {
  await requireIncident(member, params.incident);
  const body = z.record(z.string(), z.unknown(), "Send one link as an object.").parse(await readJson(request));
  const id = request.headers.get("idempotency-key") ?? v7();
  const input = shareInput.parse({ id, ...body, incidentId: params.incident });
  const { token } = await shareIncident(database(), member, input);
  return NextResponse.json({ id: input.id, address: new URL(`/shared/${token}`, ownAddress()).href }, { status: 201 });
});
