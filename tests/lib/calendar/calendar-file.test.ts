import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CalendarDay, calendarFile, folded } from "@/lib/calendar/calendar-file";

beforeAll(() => {
  process.env.ORIGIN = "https://cause.example.org";
});
afterAll(() => {
  delete process.env.ORIGIN;
});

const mill = { slug: "mill", name: "The mill" };
const aDay = (given: Partial<CalendarDay> = {}): CalendarDay => ({
  name: "due-1",
  day: "2026-12-31",
  title: "Due: Write the stand-in rule",
  words: "To be in place by this day.",
  path: "/improvements/1",
  ...given,
});
/** As a calendar reads it: unfolded lines. */
const linesOf = (text: string) => text.replace(/\r\n[ \t]/g, "").split("\r\n");
const lineNamed = (text: string, name: string) => linesOf(text).find((line) => line.startsWith(name));
const unescaped = (words = "") => words.replace(/\\([\\;,nN])/g, (_, sign) => (/n/i.test(sign) ? "\n" : sign));

test("a day in a calendar is a whole day without a zone, under a name that stays", () => {
  const { text } = calendarFile(mill, [aDay()]);

  expect(linesOf(text)).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "CALSCALE:GREGORIAN",
    "PRODID:-//Common Cause//EN",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:Common Cause: The mill",
    "X-PUBLISHED-TTL:PT1H",
    "BEGIN:VEVENT",
    "UID:due-1@cause.example.org",
    "SUMMARY:Due: Write the stand-in rule",
    "DTSTAMP:20260101T000000Z",
    "DTSTART;VALUE=DATE:20261231",
    "DTEND;VALUE=DATE:20270101",
    "DESCRIPTION:To be in place by this day.\\nhttps://cause.example.org/w/mill/improvements/1",
    "URL:https://cause.example.org/w/mill/improvements/1",
    "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    "TRANSP:TRANSPARENT",
    "CLASS:PRIVATE",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test("no line is longer than 75 octets, no letter is cut, and nothing is lost", () => {
  const words = fc.string({
    unit: fc.constantFrom("a", " ", "é", "→", "👩‍🔧", "ü", "漢", ",", ";", "\\"),
    maxLength: 300,
  });
  fc.assert(
    fc.property(words, (title) => {
      const { text } = calendarFile(mill, [aDay({ title: `x${title}x` })]);
      for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(Buffer.from(text).toString("utf8")).toBe(text);
      expect(unescaped(lineNamed(text, "SUMMARY:"))).toBe(`SUMMARY:x${title}x`.replace(/\s+/g, " "));
    }),
    { numRuns: 60 },
  );
  const atTheEdge = `A:${"é".repeat(36)}b`;
  expect(Buffer.byteLength(atTheEdge)).toBe(75);
  expect(folded(atTheEdge)).toBe(atTheEdge);
  expect(folded(`${atTheEdge}é`)).toBe(`${atTheEdge}\r\n é`);
});

test("people's words make no line of their own", () => {
  const evil = "x\r\nEND:VEVENT\nBEGIN:VEVENT\u2028UID:evil\u0000\\n;ATTACH=1,2";
  const { text } = calendarFile({ slug: "mill", name: evil }, [aDay({ title: evil, words: evil })]);

  const lines = linesOf(text);
  expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
  expect(lines.filter((line) => /^(UID|ATTACH)/.test(line))).toEqual(["UID:due-1@cause.example.org"]);
  expect(lineNamed(text, "SUMMARY")).toBe("SUMMARY:x END:VEVENT BEGIN:VEVENT UID:evil \\\\n\\;ATTACH=1\\,2");
  expect(lineNamed(text, "X-WR-CALNAME")).toBe(
    "X-WR-CALNAME:Common Cause: x END:VEVENT BEGIN:VEVENT UID:evil \\\\n\\;ATTACH=1\\,2",
  );
});

test("the mark of a file changes when a day moves, and else never", () => {
  const mark = (given?: Partial<CalendarDay>) => calendarFile(mill, [aDay(given)]).mark;

  expect(mark()).toBe(mark());
  expect(mark({ day: "2027-01-01" })).not.toBe(mark());
});

test("a calendar in which nothing waits is a file, too", () => {
  expect(linesOf(calendarFile(mill, []).text)).toContain("END:VCALENDAR");
});
