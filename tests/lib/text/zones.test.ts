import { sql } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { one, rows } from "@/db/rows";
import { timeZones } from "@/lib/people/places";
import { addDays, dayIn, daysFrom } from "@/lib/text/days";
import { mondayOf, monthsBack, stepAfter } from "@/lib/trends/weeks";
import { testDatabase } from "../../support/database";

const db = await testDatabase();

afterEach(() => vi.unstubAllEnvs());

/** A day ahead of all others, half and quarter hours, clocks that change by an hour and by half of one, both hemispheres. */
const zones = [
  "Pacific/Kiritimati",
  "Pacific/Honolulu",
  "Pacific/Chatham",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Australia/Adelaide",
  "America/St_Johns",
  "America/New_York",
  "Europe/Berlin",
  "UTC",
];
const machines = ["Pacific/Kiritimati", "America/St_Johns", "UTC"];

test("each time zone that can be chosen is one that the database counts in", async () => {
  const wanted = JSON.stringify(timeZones());
  const found = await db.execute(sql`
    select count(('2028-02-29T12:00Z'::timestamptz at time zone name)::date)::int as n
    from jsonb_array_elements_text(${wanted}::text::jsonb) name`);

  expect(one(rows<{ n: number }>(found)).n).toBe(timeZones().length);
});

test("program and database agree on the day, also on 29 February and around the changes of the clocks", async () => {
  // Half an hour apart through the days on which clocks change in one of the zones, the leap day, and the turn of the year.
  const days = [
    "2027-12-31",
    "2028-02-28",
    "2028-03-11",
    "2028-03-25",
    "2028-04-01",
    "2028-09-23",
    "2028-10-28",
    "2028-11-04",
  ];
  const instants = days.flatMap((day) =>
    Array.from({ length: 144 }, (_, half) => new Date(Date.parse(`${day}T00:00Z`) + half * 1_800_000).toISOString()),
  );
  const found = await db.execute(sql`
    select zone, instant, (instant::timestamptz at time zone zone)::date::text as day
    from jsonb_array_elements_text(${JSON.stringify(zones)}::text::jsonb) zone
    cross join jsonb_array_elements_text(${JSON.stringify(instants)}::text::jsonb) instant`);
  const differing = rows<{ zone: string; instant: string; day: string }>(found).filter(
    ({ zone, instant, day }) => dayIn(zone, new Date(instant)) !== day,
  );

  expect(differing).toEqual([]);
});

test.each(machines)(
  "on a machine whose clock stands in %s days stay days, weeks have seven and months follow each other",
  (zone) => {
    vi.stubEnv("TZ", zone);
    let day = "2019-12-25";
    for (let number = 0; number < 4_000; number += 1) {
      const next = addDays(day, 1);
      expect(next > day).toBe(true);
      expect(daysFrom(day, next)).toBe(1);
      expect(addDays(next, -1)).toBe(day);
      const begins = daysFrom(mondayOf(day), day);
      expect(begins >= 0 && begins < 7).toBe(true);
      day = next;
    }
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2028-02-29", 365)).toBe("2029-02-28");
    expect(stepAfter("2028-02-01", "month")).toBe("2028-03-01");
    expect(monthsBack("2028-02-29", 12)).toBe("2027-03-01");
  },
);

test("the same moment is another day at either end of the world", () => {
  const at = new Date("2028-02-29T10:30:00Z");

  expect(dayIn("Pacific/Kiritimati", at)).toBe("2028-03-01");
  expect(dayIn("Pacific/Honolulu", at)).toBe("2028-02-29");
  expect(dayIn("Pacific/Pago_Pago", at)).toBe("2028-02-28");
});
