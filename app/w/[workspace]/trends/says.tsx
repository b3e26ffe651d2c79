import type { Member } from "@/lib/access/member";
import type { CostChart } from "@/lib/overview/cost-chart";
import type { PressureOverTime } from "@/lib/overview/pressures";
import type { Stuck } from "@/lib/overview/stuck";
import type { VitalFew } from "@/lib/overview/vital-few";
import { costSaid, pressuresSaid, type Said, signalsSaid, stuckSaid, vitalFewSaid } from "@/lib/overview/words";
import { stuckAfterDays } from "@/lib/trends/ages";
import type { Period } from "../root-causes/address";
import { moneyFigures } from "./cost-figure";
import type { ReadMeasures } from "./signal-figures";
import { paretoOf } from "./vital-few-figure";

type SaysProps = {
  read: ReadMeasures;
  few: VitalFew;
  stuck: Stuck;
  cost: CostChart;
  currency: string;
  pressures: PressureOverTime[];
  period: Period;
  today: string;
  member: Member;
};

/** One sentence for each part of the page, in its order; whoever reads no further has read it. */
export function Says({ read, few, stuck, cost, currency, pressures, period, member }: SaysProps) {
  const { locale } = member;
  const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const { finding, named } = paretoOf(few, period);
  const said: Said[] = [
    signalsSaid(read),
    vitalFewSaid(
      finding,
      named.map(({ id }) => few.standings.get(id) ?? "nothing"),
    ),
    stuckSaid(stuck.stuck, stuck.open, stuck.cards[0]?.title, stuckAfterDays),
    costSaid(
      cost.chart,
      moneyFigures(currency, locale),
      cost.last,
      cost.last ? month.format(new Date(`${cost.last.month}T00:00:00Z`)) : "",
    ),
    { lead: "No assessment yet.", rest: "Whether both sides describe the same relationship is not known." },
    pressuresSaid(pressures),
  ];
  return (
    <ol className="says">
      {said.map(({ lead, rest, isSignal }) => (
        <li key={lead} className={isSignal ? "signal" : undefined}>
          <p>
            <strong>{lead}</strong> {rest}
          </p>
        </li>
      ))}
    </ol>
  );
}
