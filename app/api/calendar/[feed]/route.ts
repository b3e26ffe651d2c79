import { openRoute } from "@/app/_server/open";
import { clientAddress } from "@/app/_server/origin";
import { sentCalendar } from "@/app/_server/sent-calendar";
import { database } from "@/db/client";
import { countCalendarRequest, findCalendarMember } from "@/lib/calendar/private-address";
import { listWaitingDays } from "@/lib/calendar/waiting-days";

type Params = { params: Promise<{ feed: string }> };

/** A member's private calendar, for the calendars they have elsewhere: /api/calendar/TOKEN.ics */
export const GET = openRoute(
  "calendars fetch it without a session; the token in the address is asked, and tries are counted",
  async (request: Request, { params }: Params) => {
    const [, token = ""] = /^([\w-]+)\.ics$/.exec((await params).feed) ?? [];
    const db = database();
    const member = await findCalendarMember(db, token);
    const seconds = member
      ? await countCalendarRequest(db, "calendar", member.id)
      : await countCalendarRequest(db, "guesses", clientAddress(request.headers));
    if (seconds > 0) {
      const headers = { "Retry-After": String(seconds) };
      return new Response("This calendar was asked for too often. Please wait.\n", { status: 429, headers });
    }
    if (!member) return new Response("There is no calendar under this address.\n", { status: 404 });
    return sentCalendar(request, member.workspace, await listWaitingDays(db, member));
  },
);
