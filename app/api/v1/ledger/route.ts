import { NextResponse } from "next/server";
import { v7 } from "uuid";
import { z } from "zod";
import { memberRoute, readJson } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { addFrictionInput } from "@/lib/friction/input";
import { addFriction } from "@/lib/friction/ledger";
import { findLedgerCurrency, loadLedger } from "@/lib/friction/queries";
import { requireRelationship } from "@/lib/teams/queries";
import { todayOf } from "@/lib/text/days";
import { monthsBack } from "@/lib/trends/weeks";
import { ledgerAsked } from "../_deeds/asked";

/** The ledger of a relationship since a month, and what each month comes to in its currency. */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const asked = ledgerAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const db = database();
  const { id: relationshipId } = await requireRelationship(db, member, asked.relationshipId);
  const since = asked.since ?? monthsBack(todayOf(member), 24);
  const currency = asked.currency ?? (await findLedgerCurrency(db, member, relationshipId));
  const ledger = await loadLedger(db, member, { relationshipId, currency, since });
  return NextResponse.json({ currency, ...ledger });
});

/** Writes a line: the same `id` again changes nothing; an `Idempotency-Key` (a UUID of version 7) serves as the id. */
export const POST = memberRoute("ledger:write", async ({ member, request }) => {
  const body = z.record(z.string(), z.unknown(), "Send one line as an object.").parse(await readJson(request));
  const id = request.headers.get("idempotency-key") ?? v7();
  const input = addFrictionInput.parse({ id, ...body });
  await addFriction(database(), member, input);
  return NextResponse.json({ id: input.id }, { status: 201 });
});
