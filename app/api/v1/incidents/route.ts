import { NextResponse } from "next/server";
import { v7 } from "uuid";
import { z } from "zod";
import { memberRoute, readJson } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { logIncident } from "@/lib/incidents/commands";
import { keyOf, logInput } from "@/lib/incidents/input";
import { listIncidents } from "@/lib/incidents/queries";
import { incidentsAsked } from "../_deeds/asked";

/**
 * One page of incidents, newest day first: the filters of the list as query parameters, `after=` the `older` of the page
 * before (or `before=` its `newer`). Who logged them is not in it.
 */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const filter = incidentsAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { incidents, newer, older } = await listIncidents(database(), member, filter);
  return NextResponse.json({ incidents, newer: newer ? keyOf(newer) : null, older: older ? keyOf(older) : null });
});

/**
 * Logs an incident: 201. The same `id` with the same title again: 200 and nothing new. An `Idempotency-Key` (a UUID of
 * version 7) serves as the id, so that a retry after a time-out logs nothing twice; without either the server makes one.
 */
export const POST = memberRoute("incident:log", async ({ member, request }) => {
  const body = z.record(z.string(), z.unknown(), "Send one incident as an object.").parse(await readJson(request));
  const id = request.headers.get("idempotency-key") ?? v7();
  const { isNew, ...incident } = await logIncident(database(), member, logInput.parse({ id, ...body }));
  return NextResponse.json(incident, { status: isNew ? 201 : 200 });
});
