import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  countRecurrences,
  type Implementation,
  type RecurrenceCount,
  recurrenceOn,
  recurrenceRates,
} from "@/lib/root-causes/recurrence";

const { recurrence } = JSON.parse(readFileSync("tests/cases/numbers.json", "utf8")) as {
  recurrence: { name: string; input: RecurrenceCount; expect: ReturnType<typeof recurrenceRates> }[];
};

test.each(recurrence)("recurrence rates: $name", ({ input, expect: wanted }) => {
  const rates = recurrenceRates(input);

  expect(rates.recurrenceRatePercent).toBeCloseTo(wanted.recurrenceRatePercent ?? Number.NaN, 3);
  expect(rates.afterVerifiedPercent).toBeCloseTo(wanted.afterVerifiedPercent ?? Number.NaN, 3);
});

test("without a linked incident there is no rate", () => {
  const none = { linkedIncidents: 0, recurred: 0, recurredAfterVerified: 0 };

  expect(recurrenceRates(none)).toEqual({ recurrenceRatePercent: null, afterVerifiedPercent: null });
});

const putInPlace = (implementedOn: string, more: Partial<Implementation> = {}): Implementation => ({
  improvementId: implementedOn,
  title: "The rule is in the system",
  kind: "countermeasure",
  implementedOn,
  ...more,
});

test("an incident on the day of the implementation is no recurrence; the day after it is one", () => {
  const implementations = [putInPlace("2026-03-10")];

  expect(recurrenceOn("2026-03-10", implementations, [])).toBeNull();
  expect(recurrenceOn("2026-03-11", implementations, [])?.after.implementedOn).toBe("2026-03-10");
});

test("a recurrence counts against the latest implementation before it, and a later one does not take it away", () => {
  const implementations = [putInPlace("2026-01-05"), putInPlace("2026-02-05"), putInPlace("2026-06-01")];

  expect(recurrenceOn("2026-03-01", implementations, [])?.after.implementedOn).toBe("2026-02-05");
});

test.each(["containment", "investigation", "detection"] as const)(
  "what came back after a %s is no recurrence",
  (kind) => {
    expect(recurrenceOn("2026-03-01", [putInPlace("2026-01-05", { kind })], [])).toBeNull();
  },
);

test("a recurrence is after verified only strictly after an effective verdict", () => {
  const implementations = [putInPlace("2026-01-05")];

  expect(recurrenceOn("2026-04-10", implementations, ["2026-04-10"])?.afterVerified).toBe(false);
  expect(recurrenceOn("2026-04-11", implementations, ["2026-04-10"])?.afterVerified).toBe(true);
});

test("several incidents of one day each count", () => {
  const days = [
    { occurredOn: "2026-01-01", incidents: 2 },
    { occurredOn: "2026-02-01", incidents: 3 },
    { occurredOn: "2026-05-01", incidents: 1 },
  ];

  const count = countRecurrences(days, [putInPlace("2026-01-05")], ["2026-04-01"]);

  expect(count).toEqual({ linkedIncidents: 6, recurred: 4, recurredAfterVerified: 1 });
});
