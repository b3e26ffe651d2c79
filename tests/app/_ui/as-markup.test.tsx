import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { asMarkup } from "@/app/_ui/as-markup";
import { ButtonLink } from "@/app/_ui/button";
import { PointReader } from "@/app/_ui/charts/point-reader";
import { SavePicture } from "@/app/_ui/charts/save-picture";
import { Icon, Logo } from "@/app/_ui/icon";
import { Mark } from "@/app/_ui/mark";
import { Range } from "@/app/_ui/range";
import { XmrFigure } from "@/app/w/[workspace]/trends/figures/xmr-figure";
import { addDays } from "@/lib/text/days";
import { chartOf } from "@/lib/trends/chart";

/** They bring themselves; here nobody renders them. */
const without = [PointReader, SavePicture];
vi.mock("@/app/_ui/charts/point-reader", () => ({ PointReader: () => null }));
vi.mock("@/app/_ui/charts/save-picture", () => ({ SavePicture: () => null }));

const hostile = `</p><script>alert("1")</script> & 'it'`;

const figure = (
  <XmrFigure
    chart={chartOf(
      Array.from({ length: 30 }, (_, nth) => ({ periodOn: addDays("2026-01-05", 7 * nth), value: 20 + (nth % 5) })),
      { period: "week", nature: "time", changes: [{ on: "2026-03-02", name: hostile, kind: "improvement" }] },
    )}
    figures={{ locale: "en-GB", nature: "time", unit: "h" }}
    name={hostile}
    definition={hostile}
    updated="Read at 6:00"
    number="1 Signals"
    file={{ href: "/w/mill/trends/measures/1/chart", query: "?a=1&b=2", name: "hours" }}
  />
);

const drawn: [string, ReactNode][] = [
  ["words", <p key="1">{hostile}</p>],
  ["nothing", [null, undefined, false, true, ""]],
  ["numbers, side by side", <p key="1">{[1, " of ", 2]}</p>],
  [
    "attributes",
    <td key="1" colSpan={2} className={hostile} hidden aria-hidden={false} data-x={hostile} title={undefined} />,
  ],
  ["styles", <Range key="1" low={1} expected={2} high={4} label={hostile} />],
  ["drawings", [<Icon key="1" name="today" className="w-2" />, <Logo key="2" />]],
  [
    "links and marks",
    <ButtonLink key="1" href="/w/mill?a=1&b=2">
      {<Mark side="n" letter="M" name={hostile} />}
    </ButtonLink>,
  ],
  [
    "a field without an end",
    <p key="1">
      one
      <br />
      two
      <input disabled readOnly={false} type="text" />
    </p>,
  ],
  ["a chart", figure],
];

test.each(drawn)("%s are written as React writes them", (_, node) => {
  // React alone puts a mark between words that stand side by side, where it has to find them again: not in what stands still.
  expect(asMarkup(node, without)).toBe(renderToStaticMarkup(node));
});

test("no word of a person becomes markup", () => {
  expect(asMarkup(figure, without)).not.toContain("<script");
});

test("what would need a script is refused, or left out where it stands by itself", () => {
  expect(() => asMarkup(<button type="button" onClick={() => {}} />)).toThrow("onClick");
  const ofBrowser = Object.assign(() => null, { $$typeof: Symbol.for("react.client.reference") });
  expect(() => asMarkup(createElement(ofBrowser))).toThrow("script");
  expect(asMarkup(createElement(ofBrowser), [ofBrowser])).toBe("");
});
