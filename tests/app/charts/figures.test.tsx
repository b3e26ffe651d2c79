import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ShownFigure } from "@/app/w/[workspace]/trends/figures/shown-figure";
import { XmrFigure } from "@/app/w/[workspace]/trends/figures/xmr-figure";
import type { Shown } from "@/lib/charts/shown";
import { agesShown, leadTimesShown, openedClosedShown, stagesShown } from "@/lib/flow/figures";
import { addDays } from "@/lib/text/days";
import { chartOf } from "@/lib/trends/chart";

const week = (nth: number) => addDays("2026-01-05", 7 * (nth - 1));
const hostile = `</svg><script>alert("1")</script>`;
const common = { locale: "en-GB", definition: "What is counted", updated: "Updated today, 6:00" };

const xmr = (values: number[], name = "Hours to the first call") =>
  renderToStaticMarkup(
    <XmrFigure
      {...common}
      chart={chartOf(
        values.map((value, at) => ({ periodOn: week(at + 1), value })),
        { period: "week", nature: "time", changes: [{ on: week(2), name, kind: "improvement" }] },
      )}
      figures={{ locale: "en-GB", nature: "time", unit: "h" }}
      name={name}
      file={{ href: "/w/mill/trends/measures/1/chart", name: "hours" }}
    />,
  );

const counts = { reported: 3, analysing: 1, improving: 0, checking: 0 };
const flow = {
  days: [
    { on: "2026-01-05", counts },
    { on: "2026-01-12", counts },
  ],
  weeks: [
    { week: "2026-01-05", opened: 4, closed: 0, open: counts },
    { week: "2026-01-12", opened: 0, closed: 0, open: counts },
  ],
  months: [{ month: "2026-01-01", opened: 4, closed: 0 }],
  finished: 0,
};
const open = (createdOn: string[]) =>
  agesShown({ createdOn: createdOn.map((on) => ({ on, count: 1 })) }, "2026-11-22", "en-GB");
const file = { href: "/w/mill/trends/flow/all/stages/chart", query: "?span=year", name: "stages" };
const drawn = (shown: Shown) =>
  renderToStaticMarkup(<ShownFigure shown={shown} updated="Updated today, 6:00" file={file} />);

const figures: [string, string, string][] = [
  ["an XmR pair", xmr([19, 21, 19, 21, 19, 21, 19]), "What is counted"],
  ["an empty XmR pair", xmr([]), "What is counted"],
  [
    "lead times",
    drawn(leadTimesShown([3, 9, 20], "all", "en-GB")),
    "What was withdrawn or only contained was not closed",
  ],
  ["ages", drawn(open(["2026-01-05"])), "Days since it was logged; taking it up again keeps the day"],
  ["cumulative flow", drawn(stagesShown(flow, "en-GB")), "Finished: closed, withdrawn or only contained"],
  ["opened against closed", drawn(openedClosedShown(flow, "en-GB")), "The running week is not over"],
];

describe.each(figures)("%s", (_, html, definition) => {
  test("carries its sentence, n, definition, last update and its data as a table", () => {
    expect(html).toMatch(/<h2>[^<]{5,}<\/h2>/);
    expect(html).toMatch(/<span>n = /);
    expect(html).toContain(`<span>${definition}</span>`);
    expect(html).toContain("<span>Updated today, 6:00</span>");
    expect(html).toMatch(/<details[^>]*><summary>As a table<\/summary><table/);
  });

  test("is an image with a name that tells the sentence, wide and for a phone", () => {
    const [, sentence = "?"] = /<h2>([^<]*)<\/h2>/.exec(html) ?? [];
    const labels = [...html.matchAll(/<svg class="chart chart-(wide|narrow)"[^>]*role="img" aria-label="([^"]*)"/g)];

    expect(labels.slice(0, 2).map(([, kind]) => kind)).toEqual(["wide", "narrow"]);
    for (const [, , label = ""] of labels.slice(0, 2)) expect(label).toContain(sentence);
  });
});

test("no word of a person becomes markup", () => {
  const html = xmr([19, 21, 19, 21, 19, 21, 19], hostile);

  expect(html).not.toContain("<script");
  expect(html).toContain("&lt;script&gt;");
});

test("without scripts the SVG and the CSV can be had, and nothing waits for a script to be drawn", () => {
  const html = xmr([19, 21, 19, 21, 19, 21, 19]);

  expect(html).toContain('href="/w/mill/trends/measures/1/chart.svg"');
  expect(html).toContain('href="/w/mill/trends/measures/1/chart.csv"');
  expect(html).not.toContain("<button");
});

test("a chart without anything to draw says so, and draws nothing", () => {
  const none = [drawn(leadTimesShown([], "all", "en-GB")), drawn(open([]))];

  expect(none[0]).toContain("<h2>Nothing was closed yet</h2>");
  expect(none[1]).toContain("<h2>No open incidents</h2>");
  for (const html of none) expect(html).not.toMatch(/<svg|<table/);
});

test("a file is asked for what the page shows", () => {
  expect(drawn(stagesShown(flow, "en-GB"))).toContain('href="/w/mill/trends/flow/all/stages/chart.csv?span=year"');
});

test("a table and its sheet have the same rows: the newest first, days for people and for machines", () => {
  const { table, sheet } = openedClosedShown(flow, "en-GB");

  expect(table.rows).toEqual([
    ["12 Jan 2026", "0", "0"],
    ["5 Jan 2026", "4", "0"],
  ]);
  expect(sheet).toEqual([
    ["Week from", "Opened", "Closed"],
    ["2026-01-12", 0, 0],
    ["2026-01-05", 4, 0],
  ]);
});

test("more weeks than a year has are told by month", () => {
  const weeks = Array.from({ length: 60 }, (_, nth) => ({ week: week(nth + 1), opened: 1, closed: 0, open: counts }));

  expect(openedClosedShown({ ...flow, weeks }, "en-GB").sentence).toBe(
    "4 incidents opened in 1 month; nothing was closed",
  );
});

test("an average begins with the first that was open", () => {
  const nothing = { reported: 0, analysing: 0, improving: 0, checking: 0 };
  const days = [
    { on: "2026-01-04", counts: nothing },
    { on: "2026-01-05", counts },
    { on: "2026-01-06", counts },
  ];

  expect(stagesShown({ ...flow, days, finished: 1 }, "en-GB").sentence).toBe(
    "4 open now, 4 on average; 1 finished in 2 days: at that pace each takes about 8 days",
  );
});
