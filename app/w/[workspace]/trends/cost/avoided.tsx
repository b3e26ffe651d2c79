import { formatDay } from "@/app/_ui/dates";
import { Gloss } from "@/app/_ui/gloss";
import { Link } from "@/app/_ui/link";
import { RangeCells, RangeHead } from "@/app/_ui/range-table";
import { SectionTitle } from "@/app/_ui/section-title";
import type { AvoidedBy, AvoidedCosts } from "@/lib/friction/avoided-by";
import { writeAmount } from "@/lib/text/amounts";
import { capital, counted, list, numberWord } from "@/lib/text/counted";

type AvoidedProps = { workspace: string; costs: AvoidedCosts; currency: string; locale: string };

/** What improvements have made cheaper, each with its range and its basis; those that do not count are told in words. */
export function CostAvoided({ workspace, costs, currency, locale }: AvoidedProps) {
  return (
    <section className="block" aria-labelledby="avoided">
      <SectionTitle id="avoided">Cost avoided, {currency} a month</SectionTitle>
      <div className="with-gloss">
        <div>
          {costs.counted.length > 0 && (
            <table className="ledger months">
              <RangeHead first="Improvement, and on which basis" />
              <tbody>
                {costs.counted.map((each) => (
                  <Row key={each.improvementId} {...{ workspace, each, locale }} />
                ))}
              </tbody>
            </table>
          )}
          <p className="note pt-2.5">{notCounted(costs)}</p>
        </div>
        <Gloss term="Cost avoided">
          What the causes of an improvement cost a month before it was in place, less what they cost since. It counts
          only where the other side found it effective and the chart of its measure gives a signal.
        </Gloss>
      </div>
    </section>
  );
}

function Row({ workspace, each, locale }: { workspace: string; each: AvoidedBy; locale: string }) {
  const { improvementId, title, measure, low, expected, high } = each;
  return (
    <tr>
      <td className="basis">
        <Link className="link" href={`/w/${workspace}/improvements/${improvementId}`}>
          {title}
        </Link>
        : {basisOf(each, locale)} Signal:{" "}
        <Link className="link" href={`/w/${workspace}/trends/measures/${measure.id}`}>
          {measure.name}
        </Link>
        {each.beganOn && `, since ${formatDay(each.beganOn, locale)}`}.{togetherWords(each)}
      </td>
      <RangeCells {...{ low, expected, high }} write={(value) => writeAmount(Math.round(value), locale)} />
    </tr>
  );
}

function basisOf({ implementedOn, monthsBefore, monthsAfter, unknown }: AvoidedBy, locale: string): string {
  const months = (count: number) => counted(count, "month", "months");
  const left = unknown > 0 ? ` ${capital(months(unknown))} left out, for nobody wrote down a cost.` : "";
  return `in place since ${formatDay(implementedOn, locale)}. The mean of ${months(monthsBefore)} before less the mean of ${months(monthsAfter)} since, as incidents of its root causes say.${left}`;
}

const togetherWords = ({ together }: AvoidedBy) =>
  together.length === 0
    ? ""
    : ` What ${list(together.map((title) => `“${title}”`))} did cannot be told apart from it: these figures are not added up.`;

/** Why there is nothing to see, or not more. */
function notCounted({ counted: shown, effective, withoutSignal, withoutCost }: AvoidedCosts): string {
  if (effective === 0) return "No improvement has been found effective yet, so nothing counts as avoided.";
  const gives = `${counted(withoutSignal, "gives", "give")} no signal on the chart of a measure`;
  const unknown = `of ${numberWord(withoutCost)} nobody knows what it cost before and since`;
  const why = [...(withoutSignal > 0 ? [gives] : []), ...(withoutCost > 0 ? [unknown] : [])];
  const found = `${capital(counted(effective, "improvement was", "improvements were"))} found effective`;
  if (why.length === 0) return `${found}.`;
  return shown.length === 0
    ? `Nothing counts as avoided yet. ${found}: ${list(why)}.`
    : `${found}: ${list(why)}, and so nothing counts there.`;
}
