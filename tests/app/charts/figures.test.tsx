import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import {
  AgesFigure,
  FlowFigure,
  LeadTimesFigure,
  OpenedClosedFigure,
} from "@/app/w/[workspace]/trends/figures/count-figures";
import { XmrFigure } from "@/app/w/[workspace]/trends/figures/xmr-figure";
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

const figures: [string, string][] = [
  ["an XmR pair", xmr([19, 21, 19, 21, 19, 21, 19])],
  ["an empty XmR pair", xmr([])],
  ["lead times", renderToStaticMarkup(<LeadTimesFigure {...common} days={[3, 9, 20]} done="verified" />)],
  [
    "ages",
    renderToStaticMarkup(
      <AgesFigure {...common} createdOn={["2026-01-05"]} today="2026-11-22" what="open improvements" />,
    ),
  ],
  [
    "cumulative flow",
    renderToStaticMarkup(
      <FlowFigure
        {...common}
        days={[{ on: "2026-01-05", counts: { plan: 3 } }]}
        stages={[{ stage: "plan", name: "Plan" }]}
        finished={0}
        what="Improvements"
      />,
    ),
  ],
  [
    "opened against closed",
    renderToStaticMarkup(
      <OpenedClosedFigure {...common} months={[{ month: "2026-01-01", opened: 3, closed: 1 }]} what="improvements" />,
    ),
  ],
];

describe.each(figures)("%s", (_, html) => {
  test("carries its sentence, n, definition, last update and its data as a table", () => {
    expect(html).toMatch(/<h2>[^<]{5,}<\/h2>/);
    expect(html).toMatch(/<span>n = /);
    expect(html).toContain("<span>What is counted</span>");
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
