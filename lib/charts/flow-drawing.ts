/** What stands in each stage, day by day, one on top of the other (method 4.6). */
import { area } from "d3-shape";
import { type Markup, markup, noMarkup } from "@/lib/text/markup";
import type { FlowDay } from "@/lib/trends/cumulative-flow";
import { rowWords, tickWords } from "@/lib/trends/period-words";
import { colours, type Drawing, framed, type Plot, place, readable, words } from "./drawing";
import { fitted, textWidth } from "./text-width";
import { axisRoom, drawAxis, valueAxis } from "./value-axis";

type FlowAsked<Stage extends string> = {
  /** From the top of the pile to its foot, with what each is called. */
  stages: readonly { stage: Stage; name: string }[];
  locale: string;
  width: number;
  height?: number;
};

/** Greys from pale to dark, so that neighbours keep apart on paper, too. */
const shades = [0.25, 0.45, 0.65, 0.85, 1];
const mostRead = 53;

export function drawFlow<Stage extends string>(
  days: readonly FlowDay<Stage>[],
  { stages, locale, width, height = 236 }: FlowAsked<Stage>,
): Drawing {
  const total = ({ counts }: FlowDay<Stage>) => stages.reduce((sum, { stage }) => sum + counts[stage], 0);
  const [top, bottom] = [14, height - 24];
  const axis = valueAxis([...days.map(total), 4], {
    top,
    bottom,
    fromZero: true,
    figures: { locale, nature: "count", unit: "" },
  });
  const names = stages.map(({ name }) => fitted(name, width / 4));
  const right = width - axisRoom(names, 12) - 4;
  const plot: Plot = { left: axisRoom(axis.ticks.map(({ label }) => label)), right, top, bottom };
  const x = (nth: number) => plot.left + ((plot.right - plot.left) * nth) / Math.max(1, days.length - 1);
  const layers = stages.map(({ stage }, layer) => {
    const below = (day: FlowDay<Stage>) =>
      stages.slice(layer + 1).reduce((sum, under) => sum + day.counts[under.stage], 0);
    return days.map((day) => ({ from: below(day), to: below(day) + day.counts[stage] }));
  });
  const body = framed([
    ...drawAxis(axis, plot),
    ...layers.map((layer, nth) => {
      const drawn = area<(typeof layer)[number]>()
        .x((_, day) => place(x(day)))
        .y0(({ from }) => place(axis.at(from)))
        .y1(({ to }) => place(axis.at(to)));
      return markup`<path d="${drawn(layer) ?? ""}" fill="${colours.bar}" fill-opacity="${shadeOf(nth, stages.length)}" stroke="${colours.paper}" stroke-width="0.75"/>`;
    }),
    ...endNames(layers, names, axis.at, plot),
    ...readableDays(days, (day, nth) =>
      readable(x(nth), axis.at(total(day)), saidOf(day, stages, locale), noMarkup, day.on),
    ),
    ...namedDays(days, x, height - 6, locale),
  ]);
  return { width, height, body };
}

const shadeOf = (nth: number, count: number) =>
  shades[Math.round((nth * (shades.length - 1)) / Math.max(1, count - 1))] ?? 1;

/** At the right edge each layer says its name, in the order of the pile, never one on the other, and within the plot. */
function endNames(
  layers: readonly (readonly { from: number; to: number }[])[],
  names: readonly string[],
  at: (value: number) => number,
  { right, top, bottom }: Plot,
): Markup[] {
  const middles = layers.flatMap((layer) => {
    const last = layer.at(-1);
    return last ? [(at(last.from) + at(last.to)) / 2 + 4] : [];
  });
  const places: number[] = [];
  for (const y of middles) places.push(Math.max(y, (places.at(-1) ?? top - nameApart) + nameApart));
  for (let nth = places.length - 1, lowest = bottom + 4; nth >= 0; nth--, lowest -= nameApart) {
    lowest = Math.min(lowest, places[nth] ?? lowest);
    places[nth] = lowest;
  }
  return places.map((y, nth) => words(right + 8, y, names[nth] ?? ""));
}

const nameApart = 12;

const saidOf = <Stage extends string>(
  { on, counts }: FlowDay<Stage>,
  stages: readonly { stage: Stage; name: string }[],
  locale: string,
) => `${rowWords(on, "week", locale)}: ${stages.map(({ stage, name }) => `${name} ${counts[stage]}`).join(", ")}`;

/** A year is read week by week. */
function readableDays<Stage extends string>(
  days: readonly FlowDay<Stage>[],
  draw: (day: FlowDay<Stage>, nth: number) => Markup,
): Markup[] {
  const every = Math.max(1, Math.ceil(days.length / mostRead));
  return days.flatMap((day, nth) => ((days.length - 1 - nth) % every === 0 ? [draw(day, nth)] : []));
}

function namedDays<Stage extends string>(
  days: readonly FlowDay<Stage>[],
  x: (nth: number) => number,
  y: number,
  locale: string,
): Markup[] {
  const years = new Set(days.map(({ on }) => on.slice(0, 4))).size;
  const room = textWidth(years > 1 ? "28 Sept 26" : "28 Sept") + 16;
  const every = Math.max(1, Math.ceil((room * Math.max(1, days.length - 1)) / Math.max(1, x(days.length - 1) - x(0))));
  const named = days.map(({ on }, nth) => ({ on, nth })).filter(({ nth }) => nth % every === 0);
  return named.map(({ on, nth }, place) => {
    const isNewYear = years > 1 && named[place - 1]?.on.slice(0, 4) !== on.slice(0, 4);
    return words(x(nth), y, tickWords(on, "week", locale, isNewYear), { at: "middle" });
  });
}
