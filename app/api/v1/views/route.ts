import { NextResponse } from "next/server";
import { v7 } from "uuid";
import { z } from "zod";
import { memberRoute, readJson } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { saveView } from "@/lib/views/commands";
import { saveViewInput } from "@/lib/views/input";
import { listViews } from "@/lib/views/queries";
import { viewsAsked } from "../_deeds/asked";

/** The views of a page that the token's member may open: their own and the shared ones, by name. */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const { page } = viewsAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return NextResponse.json({ views: await listViews(database(), member, page) });
});

/** Keeps the filters of a page under a name; an `Idempotency-Key` (a UUID of version 7) serves as the id. */
export const POST = memberRoute("view:keep", async ({ member, request }) => {
  const body = z.record(z.string(), z.unknown(), "Send one view as an object.").parse(await readJson(request));
  const input = saveViewInput.parse({ id: request.headers.get("idempotency-key") ?? v7(), ...body });
  await saveView(database(), member, input);
  return NextResponse.json(input, { status: 201 });
});
