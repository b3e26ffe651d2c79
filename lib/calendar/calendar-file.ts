import { createHash } from "node:crypto";
import { createEvents, type DateArray, type EventAttributes } from "ics";
import { ownAddress } from "@/lib/own-address";
import { addDays } from "@/lib/text/days";

/** One day in a calendar. `name` stays the same for the same thing, so that a calendar moves it and does not add another. */
export type CalendarDay = {
  name: string;
  day: string;
  title: string;
  /** What stands below it, and where the step is taken: an address below the workspace. */
  words: string;
  path: string;
};

type Place = { slug: string; name: string };

/**
 * A calendar file (RFC 5545) of whole days: days without hours or zone, so that they stay days wherever they are read.
 * @returns the text, and a mark that changes only when the days do
 */
export function calendarFile(workspace: Place, days: readonly CalendarDay[]): { text: string; mark: string } {
  const mark = createHash("sha256")
    .update(JSON.stringify([workspace, days]))
    .digest("base64url");
  const { error, value } = createEvents(
    days.map((day) => eventOf(workspace, day)),
    { productId: "-//Common Cause//EN", method: "PUBLISH", calName: escaped(`Common Cause: ${workspace.name}`) },
  );
  if (error || !value) throw new Error("A calendar file could not be written.", { cause: error });
  return { text: folded(value.replace(/^DTSTAMP:.*$/gm, () => `DTSTAMP:${stamp}`)), mark };
}

/** It says when the file was made. One that is fetched every hour must stay the same while nothing moved. */
const stamp = "20260101T000000Z";

function eventOf({ slug }: Place, { name, day, title, words, path }: CalendarDay): EventAttributes {
  const url = new URL(`/w/${slug}${path}`, ownAddress()).href;
  return {
    uid: `${name}@${ownAddress().hostname}`,
    start: dateArray(day),
    end: dateArray(addDays(day, 1)), // the day after the last
    title: oneLine(title),
    description: `${oneLine(words)}\n${url}`,
    url,
    busyStatus: "FREE",
    transp: "TRANSPARENT",
    classification: "PRIVATE",
  };
}

const dateArray = (day: string) => day.split("-").map(Number) as unknown as DateArray;

/** Signs that no line of such a file may hold. */
const oneLine = (words: string) =>
  words
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .trim();

/** The library escapes what stands in an event, and not the name of the calendar. */
const escaped = (words: string) => oneLine(words).replace(/[\\;,]/g, (sign) => `\\${sign}`);

/** RFC 5545 3.1 */
const mostOctets = 75;

/** Lines of at most 75 octets, never cut within a letter. The library counts letters instead, so its own folds are taken out. */
export function folded(text: string): string {
  return text
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n")
    .map(foldLine)
    .join("\r\n");
}

function foldLine(line: string): string {
  if (Buffer.byteLength(line) <= mostOctets) return line;
  let out = "";
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > mostOctets) {
      out += "\r\n ";
      octets = 1;
    }
    out += letter;
    octets += size;
  }
  return out;
}
