import { openRoute } from "@/app/_server/open";

export const dynamic = "force-dynamic";

export const GET = openRoute("Watchdogs ask whether the program lives; it says no more than that.", () =>
  Response.json({ status: "ok" }),
);
