import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { writeAgeKey } from "@/lib/improvements/age-key";
import { nextSteps } from "@/lib/mail/next-steps";
import { listNotices } from "@/lib/notices/queries";
import { noticesAsked } from "../_deeds/asked";

/**
 * One page of what the token's member was told, the latest first: `of=unread` for what waits to be read, `after=` the
 * `older` of the page before. `path` leads to the next step, below the workspace's address.
 */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const asked = noticesAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { notices, older } = await listNotices(database(), member, asked);
  const told = notices.map((notice) => ({ ...notice, ...nextSteps[notice.kind] }));
  return NextResponse.json({ notices: told, older: older && writeAgeKey(older) });
});
