import { NextResponse } from "next/server";
import { v7 } from "uuid";
import { z } from "zod";
import { memberRoute, readJson } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { openCycleInput } from "@/lib/cycles/input";
import { listCycles } from "@/lib/cycles/listing";
import { openCycle } from "@/lib/cycles/opening";
import { cyclesAsked } from "../_deeds/asked";

/** One page of cycles, those that began last first; `after=` the `next` of the page before. */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const { after, ...filter } = cyclesAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { cycles, next } = await listCycles(database(), member, filter, after);
  return NextResponse.json({ cycles, next: next ?? null });
});

/** Opens a cycle: the same `id` again changes nothing; an `Idempotency-Key` (a UUID of version 7) serves as the id. */
export const POST = memberRoute("cycle:lead", async ({ member, request }) => {
  const body = z.record(z.string(), z.unknown(), "Send one cycle as an object.").parse(await readJson(request));
  const id = request.headers.get("idempotency-key") ?? v7();
  const { id: opened } = await openCycle(database(), member, openCycleInput.parse({ id, ...body }));
  return NextResponse.json({ id: opened }, { status: 201 });
});
