/** What the charts of the flow of incidents show and say, from what is kept of it. */
import { openStages } from "@/db/terms";
import { drawAges } from "@/lib/charts/ages-drawing";
import { drawFlow } from "@/lib/charts/flow-drawing";
import { binWords, drawLeadTimes } from "@/lib/charts/lead-times-drawing";
import { drawOpenedClosed } from "@/lib/charts/opened-closed-drawing";
import { type Shown, tableAndSheet } from "@/lib/charts/shown";
import { stageWords } from "@/lib/text/words";
import { agesOf } from "@/lib/trends/ages";
import { agesSentence, flowSentence, leadTimesSentence, openedClosedSentence } from "@/lib/trends/count-sentences";
import { expectedLeadDays } from "@/lib/trends/cumulative-flow";
import { type Lasted, leadTimeBins, leadTimesOf } from "@/lib/trends/lead-times";
import { countWords, rowWords } from "@/lib/trends/period-words";
import type { Flow, FlowWeek, OpenAges } from "./queries";
import { type Span, spanWords } from "./span";

/** From the top of the pile to its foot: what is nearest to its end lies lowest. */
const stages = openStages.map((stage) => ({ stage, name: stageWords[stage] }));

const openIn = ({ open }: Pick<FlowWeek, "open">) => openStages.reduce((sum, stage) => sum + open[stage], 0);

/** What stood in each stage, week by week. */
export function stagesShown({ days, weeks, finished }: Flow, locale: string): Shown {
  const daily = days.map(({ counts }) => openIn({ open: counts }));
  // Days before anything was logged are none to take an average of.
  const open = daily.slice(
    Math.max(
      0,
      daily.findIndex((count) => count > 0),
    ),
  );
  const facts = {
    openNow: open.at(-1) ?? 0,
    meanOpen: open.reduce((sum, count) => sum + count, 0) / Math.max(1, open.length),
    finished,
    days: open.length,
    leadDays: expectedLeadDays(open, finished),
  };
  const drawn = weeks.map(({ week, open: counts }) => ({ on: week, counts }));
  return {
    label: "Open incidents in each stage, week by week",
    sentence: flowSentence(facts, locale),
    captions: [
      `n = ${countWords(weeks.length, "week", locale)}`,
      "What stood in each stage at the end of the week; the running week as it stands today",
      "Finished: closed, withdrawn or only contained",
    ],
    draw: (width) => drawFlow(drawn, { stages, locale, width }),
    ...tableAndSheet(
      ["Week from", ...stages.map(({ name }) => name)],
      weeks
        .toReversed()
        .map(({ week, open: counts }) => [
          rowWords(week, "week", locale),
          week,
          ...openStages.map((stage) => counts[stage]),
        ]),
      locale,
    ),
  };
}

/** More weeks than a year has are too many bars: then months are drawn. */
const mostWeeks = 53;

/** What was opened against what was closed, week by week, or over years by month. */
export function openedClosedShown({ weeks, months }: Flow, locale: string): Shown {
  const per = weeks.length > mostWeeks ? "month" : "week";
  const steps =
    per === "month"
      ? months.map(({ month, ...counts }) => ({ begins: month, ...counts }))
      : weeks.map(({ week, opened, closed }) => ({ begins: week, opened, closed }));
  return {
    label: `Incidents opened and closed by ${per}; the darker bar is opened`,
    sentence: openedClosedSentence(steps, { what: "incidents", per, locale }),
    captions: [
      `n = ${countWords(steps.length, per, locale)}`,
      "Dark: logged, or taken up again; pale: closed, withdrawn or only contained",
      `The running ${per} is not over`,
    ],
    draw: (width) => drawOpenedClosed(steps, { per, locale, width }),
    ...tableAndSheet(
      [per === "week" ? "Week from" : "Month", "Opened", "Closed"],
      steps.toReversed().map(({ begins, opened, closed }) => [rowWords(begins, per, locale), begins, opened, closed]),
      locale,
    ),
  };
}

/** How long the incidents took that were closed in a span. */
export function leadTimesShown(lasted: readonly Lasted[], span: Span, locale: string): Shown {
  const [times, bins] = [leadTimesOf(lasted), leadTimeBins(lasted)];
  const within = span === "all" ? undefined : spanWords[span];
  return {
    label: "Days from logging an incident to closing it",
    sentence: leadTimesSentence(times, "closed", locale, within),
    captions: [
      `n = ${times.n.toLocaleString(locale)} ${times.n === 1 ? "incident" : "incidents"}`,
      `From the day it was logged to the day it was closed; closed in ${spanWords[span]}`,
      "What was withdrawn or only contained was not closed",
    ],
    isEmpty: times.n === 0,
    draw: (width) => drawLeadTimes(bins, times, { locale, width }),
    ...tableAndSheet(
      ["Days", "How many"],
      bins.map((bin) => [binWords(bin), `${bin.fromDays}-${bin.throughDays}`, bin.count]),
      locale,
    ),
  };
}

/** How old what is open is. @param today days YYYY-MM-DD */
export function agesShown({ createdOn }: Pick<OpenAges, "createdOn">, today: string, locale: string): Shown {
  const ages = agesOf(createdOn, today);
  const n = ages.reduce((sum, { count }) => sum + count, 0);
  return {
    label: "Age of open incidents, in days",
    sentence: agesSentence(ages, "open incidents", locale),
    captions: [
      `n = ${n.toLocaleString(locale)} open ${n === 1 ? "incident" : "incidents"}`,
      "Days since it was logged; taking it up again keeps the day",
    ],
    isEmpty: n === 0,
    draw: (width) => drawAges(ages, { locale, width }),
    ...tableAndSheet(
      ["Days", "How many"],
      ages.map(({ name, count }) => [name, name, count]),
      locale,
    ),
  };
}
