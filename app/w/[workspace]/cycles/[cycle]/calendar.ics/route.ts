import { sentCalendar } from "@/app/_server/sent-calendar";
import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { listCycleDays } from "@/lib/calendar/waiting-days";
import { refuse } from "@/lib/refusal";
import { rowId } from "@/lib/text/shapes";

/** The days of one cycle, to be put into a calendar. */
export const GET = visitorRoute<{ workspace: string; cycle: string }>(
  "workspace:read",
  async ({ member, params, request }) => {
    const id = rowId.safeParse(params.cycle);
    const days = id.success ? await listCycleDays(database(), member, id.data) : [];
    if (days.length === 0) refuse("not_found", "There is no day here to put into a calendar.");
    return sentCalendar(request, member.workspace, days);
  },
);
