import { NextResponse } from "next/server";
import { v7 } from "uuid";
import { z } from "zod";
import { memberRoute, readJson } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { writeAgeKey } from "@/lib/improvements/age-key";
import { planImprovement } from "@/lib/improvements/commands";
import { planImprovementInput } from "@/lib/improvements/input";
import { listByAge } from "@/lib/improvements/queries";
import { improvementsAsked } from "../_deeds/asked";

/** One page of improvements, the oldest first; `after=` the `next` of the page before. */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const { after, ...filter } = improvementsAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { cards, next } = await listByAge(database(), member, filter, after);
  return NextResponse.json({
    improvements: cards.map(({ createdKey: _, ...card }) => card),
    next: next ? writeAgeKey(next) : null,
  });
});

/** Plans an improvement: the same `id` again changes nothing; an `Idempotency-Key` (a UUID of version 7) serves as the id. */
export const POST = memberRoute("improvement:plan", async ({ member, request }) => {
  const body = z.record(z.string(), z.unknown(), "Send one improvement as an object.").parse(await readJson(request));
  const id = request.headers.get("idempotency-key") ?? v7();
  const { id: planned } = await planImprovement(database(), member, planImprovementInput.parse({ id, ...body }));
  return NextResponse.json({ id: planned }, { status: 201 });
});
