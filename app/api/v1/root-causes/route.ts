import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { listRootCauses } from "@/lib/root-causes/queries";
import { rootCausesAsked } from "../_deeds/asked";

/** One page of the catalogue, the latest entries first; `after=` the `next` of the page before. */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const { after, ...filter } = rootCausesAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { causes, next } = await listRootCauses(database(), member, filter, after);
  return NextResponse.json({ rootCauses: causes, next: next ?? null });
});
