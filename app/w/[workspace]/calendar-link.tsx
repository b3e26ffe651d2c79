/** Puts the days of what is looked at into the reader's own calendar. No soft link: what comes is a file. */
export function CalendarLink({ href }: { href: string }) {
  return (
    <a className="button small" href={`${href}/calendar.ics`} download>
      Add to my calendar
    </a>
  );
}
