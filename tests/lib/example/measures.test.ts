import { expect, test } from "vitest";
import { tellExample } from "@/lib/example/tell-example";
import { addDays } from "@/lib/text/days";
import { chartOf } from "@/lib/trends/chart";
import { sentenceOf } from "@/lib/trends/sentences";

const cast = {
  workspaceId: "workspace",
  relationshipId: "relationship",
  teams: { marketing: "m", sales: "s" },
  members: { ines: "1", tomasz: "2", priya: "3", jonas: "4", marta: "5", hanne: "6", aubert: "7" },
};
const aWeek = Array.from({ length: 7 }, (_none, place) => addDays("2026-11-16", place));

test.each(aWeek)("opened on %s one measure got better after an improvement, and one holds where it was", (today) => {
  const { rows } = tellExample(cast, today);

  const said = rows.measures.map(({ id, name, nature, unit, wanted }) => {
    const of = <R extends { measureId: string }>(all: R[]) => all.filter(({ measureId }) => measureId === id);
    const why = new Map(of(rows.leftOutPeriods).map((period) => [period.periodOn, period.why]));
    const change = rows.predictions.find(({ measure, implementedOn }) => measure === name && implementedOn);
    const chart = chartOf(
      of(rows.readings).map(({ periodOn, value }) => ({
        periodOn,
        value: nature === "share" ? value / 100 : value,
        ...(why.has(periodOn) && { leftOut: why.get(periodOn) }),
      })),
      {
        period: "week",
        nature,
        wanted,
        baselines: of(rows.baselines),
        changes: change ? [{ on: change.implementedOn ?? "", name: "The rule", kind: "improvement" }] : [],
      },
    );
    return sentenceOf(chart, { locale: "en-GB", nature, unit });
  });

  expect(said).toEqual([
    expect.stringMatching(/^Improved since .*: 9% on average, 29% before$/),
    expect.stringMatching(/^No change: \d+ weeks within \d+–\d+.MQLs$/),
  ]);
});

test.each(aWeek)("opened on %s no value was entered before its week was over", (today) => {
  const { rows } = tellExample(cast, today);

  for (const { periodOn, createdAt } of rows.readings)
    expect(createdAt?.toISOString().slice(0, 10) ?? "", periodOn).toSatisfy(
      (day: string) => day >= addDays(periodOn, 4),
    );
  expect(rows.readings.length).toBeGreaterThan(85);
});
