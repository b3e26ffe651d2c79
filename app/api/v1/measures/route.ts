import { NextResponse } from "next/server";
import { v7 } from "uuid";
import { z } from "zod";
import { memberRoute, readJson } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { createMeasure } from "@/lib/measures/defining";
import { createMeasureInput } from "@/lib/measures/input";
import { listMeasures } from "@/lib/measures/queries";
import { measuresAsked } from "../_deeds/asked";

/** The measures by their names, of all relationships or of one. */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const { relationshipId } = measuresAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return NextResponse.json({ measures: await listMeasures(database(), member, relationshipId) });
});

/** Begins to follow a figure: the same `id` again changes nothing; an `Idempotency-Key` (a UUID of version 7) serves as the id. */
export const POST = memberRoute("measure:define", async ({ member, request }) => {
  const body = z.record(z.string(), z.unknown(), "Send one measure as an object.").parse(await readJson(request));
  const id = request.headers.get("idempotency-key") ?? v7();
  const input = createMeasureInput.parse({ id, ...body });
  await createMeasure(database(), member, input);
  return NextResponse.json({ id: input.id }, { status: 201 });
});
