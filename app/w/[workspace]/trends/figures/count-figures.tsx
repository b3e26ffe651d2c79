import { ChartFigure } from "@/app/_ui/charts/chart-figure";
import { drawAges } from "@/lib/charts/ages-drawing";
import { drawFlow } from "@/lib/charts/flow-drawing";
import { type Column, drawnFor } from "@/lib/charts/framed-drawing";
import { binWords, drawLeadTimes } from "@/lib/charts/lead-times-drawing";
import { drawOpenedClosed } from "@/lib/charts/opened-closed-drawing";
import { agesOf } from "@/lib/trends/ages";
import { agesSentence, flowSentence, leadTimesSentence, openedClosedSentence } from "@/lib/trends/count-sentences";
import { expectedLeadDays, type FlowDay } from "@/lib/trends/cumulative-flow";
import { type Lasted, leadTimeBins, leadTimesOf } from "@/lib/trends/lead-times";
import type { OnDay } from "@/lib/trends/on-day";
import type { OpenedClosed } from "@/lib/trends/opened-closed";
import { rowWords } from "@/lib/trends/period-words";

type Common = {
  locale: string;
  definition: string;
  updated: string;
  column?: Column;
  number?: string;
  file?: { href: string; name: string };
  className?: string;
};

/** How long it took to be verified, or whatever was reached: bars, the median and the 85th percentile. */
export function LeadTimesFigure({ days, done, ...common }: Common & { days: readonly Lasted[]; done: string }) {
  const { locale, definition, updated, column = "half", number, file, className } = common;
  const [times, bins] = [leadTimesOf(days), leadTimeBins(days)];
  return (
    <ChartFigure
      {...{ number, file, className }}
      sentence={leadTimesSentence(times, done, locale)}
      label={`Days until ${done}`}
      drawings={drawnFor(column, (width) => drawLeadTimes(bins, times, { locale, width }))}
      captions={[`n = ${times.n.toLocaleString(locale)}`, definition, updated]}
      table={{
        columns: [
          { name: "Days", isNumber: false },
          { name: "How many", isNumber: true },
        ],
        rows: bins.map((bin) => [binWords(bin), bin.count.toLocaleString(locale)]),
      }}
    />
  );
}

/** How old open work is; older than 90 days is darker. */
export function AgesFigure({
  createdOn,
  today,
  what,
  ...common
}: Common & { createdOn: readonly OnDay[]; today: string; what: string }) {
  const { locale, definition, updated, column = "third", number, file, className } = common;
  const ages = agesOf(createdOn, today);
  const n = ages.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChartFigure
      {...{ number, file, className }}
      sentence={agesSentence(ages, what, locale)}
      label={`Age of ${what}, in days`}
      drawings={drawnFor(column, (width) => drawAges(ages, { locale, width }))}
      captions={[`n = ${n.toLocaleString(locale)} ${what}`, definition, updated]}
      table={{
        columns: [
          { name: "Days", isNumber: false },
          { name: "How many", isNumber: true },
        ],
        rows: ages.map(({ name, count }) => [name, count.toLocaleString(locale)]),
      }}
    />
  );
}

/** What was opened against what was closed, month by month. */
export function OpenedClosedFigure({
  months,
  what,
  ...common
}: Common & { months: readonly OpenedClosed[]; what: string }) {
  const { locale, definition, updated, column = "half", number, file, className } = common;
  return (
    <ChartFigure
      {...{ number, file, className }}
      sentence={openedClosedSentence(months, what, locale)}
      label={`${what} opened and closed by month; the darker bar is opened`}
      drawings={drawnFor(column, (width) => drawOpenedClosed(months, { locale, width }))}
      captions={[`n = ${months.length} months`, definition, "Dark: opened; pale: closed", updated]}
      table={{
        columns: [
          { name: "Month", isNumber: false },
          { name: "Opened", isNumber: true },
          { name: "Closed", isNumber: true },
        ],
        rows: months
          .toReversed()
          .map(({ month, opened, closed }) => [
            rowWords(month, "month", locale),
            opened.toLocaleString(locale),
            closed.toLocaleString(locale),
          ]),
      }}
    />
  );
}

type FlowProps<Stage extends string> = Common & {
  days: readonly FlowDay<Stage>[];
  /** From the top of the pile to its foot. */
  stages: readonly { stage: Stage; name: string }[];
  /** How many left the last stage in these days. */
  finished: number;
  what: string;
};

/** What stood in each stage, day by day; the table has the last of each month. */
export function FlowFigure<Stage extends string>({ days, stages, finished, what, ...common }: FlowProps<Stage>) {
  const { locale, definition, updated, column = "half", number, file, className } = common;
  const open = days.map(({ counts }) => stages.reduce((sum, { stage }) => sum + counts[stage], 0));
  const facts = {
    openNow: open.at(-1) ?? 0,
    meanOpen: open.reduce((sum, count) => sum + count, 0) / Math.max(1, open.length),
    finished,
    days: days.length,
    leadDays: expectedLeadDays(open, finished),
  };
  const lastOfMonths = days.filter(({ on }, nth) => on.slice(0, 7) !== days[nth + 1]?.on.slice(0, 7));
  return (
    <ChartFigure
      {...{ number, file, className }}
      sentence={flowSentence(facts, locale)}
      label={`${what} in each stage, day by day`}
      drawings={drawnFor(column, (width) => drawFlow(days, { stages, locale, width }))}
      captions={[`n = ${days.length.toLocaleString(locale)} days`, definition, updated]}
      table={{
        columns: [{ name: "Day", isNumber: false }, ...stages.map(({ name }) => ({ name, isNumber: true }))],
        rows: lastOfMonths
          .toReversed()
          .map(({ on, counts }) => [
            rowWords(on, "week", locale),
            ...stages.map(({ stage }) => counts[stage].toLocaleString(locale)),
          ]),
      }}
    />
  );
}
