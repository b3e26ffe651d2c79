import { type CalendarDay, calendarFile } from "@/lib/calendar/calendar-file";

/** A calendar file as an answer; one that the caller has already, and in which nothing moved, is not sent again. */
export function sentCalendar(
  request: Request,
  workspace: { slug: string; name: string },
  days: readonly CalendarDay[],
): Response {
  const { text, mark } = calendarFile(workspace, days);
  const headers = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'attachment; filename="common-cause.ics"',
    // Rights are asked each time.
    "Cache-Control": "private, no-cache",
    ETag: `"${mark}"`,
  };
  if (request.headers.get("if-none-match") === headers.ETag) return new Response(null, { status: 304, headers });
  return new Response(text, { headers });
}
