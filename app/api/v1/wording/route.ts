import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { listWording } from "@/lib/causes/wording-settings";

/** The words that are looked for in texts, by language and list; version 0 is a list that comes with the program. */
export const GET = memberRoute("wording:read", async ({ member }) =>
  NextResponse.json({ languages: await listWording(database(), member) }),
);
