import { formatTime } from "@/app/_ui/dates";
import { Link } from "@/app/_ui/link";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { findCycle } from "@/lib/cycles/queries";
import { countImprovements } from "@/lib/root-causes/queries";
import { findCurrencies, listLargest } from "@/lib/root-causes/weekly-sums";
import { addDays } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { readAddress } from "../../root-causes/address";
import { ParetoFigure } from "../../root-causes/pareto-figure";
import type { CycleContext } from "./cycle-context";

/** So many causes by name; the whole stands with the root causes. */
const mostCauses = 6;

/** What came up most in the cycle before, or in the year before the first one: what a plan begins from (method 3.5). */
export async function LastPareto({ context, member }: { context: CycleContext; member: Member }) {
  const { workspace, cycle } = context;
  const db = database();
  const [last, { proposed: currency }] = await Promise.all([
    cycle.previousId ? findCycle(db, member, cycle.previousId) : undefined,
    findCurrencies(db, member),
  ]);
  const span = last ?? { startsOn: addDays(cycle.startsOn, -365), endsOn: addDays(cycle.startsOn, -1) };
  const sums = await listLargest(
    db,
    member,
    {
      relationshipId: cycle.relationshipId,
      by: "cause",
      measure: "incidents",
      second: `money:${currency}`,
      period: { since: mondayOf(span.startsOn), until: span.endsOn },
    },
    mostCauses,
  );
  const ids = sums.named.map(({ id }) => id);
  const improvements = ids.length > 0 ? await countImprovements(db, member, ids) : new Map();
  const updated = `Kept with every deed; read at ${formatTime(new Date(), member.locale, member.timeZone)}`;
  return (
    <section className="block" aria-label="What came up most">
      <SectionTitle>
        {last ? `What came up most in “${last.name}”` : "What came up most in the year before"}
      </SectionTitle>
      {sums.named.length > 0 ? (
        <div className="pt-3">
          <ParetoFigure
            {...{ workspace, sums, currency, improvements, updated }}
            address={readAddress({})}
            second="money"
            locale={member.locale}
          />
        </div>
      ) : (
        <p className="note pt-3">No incident of that time has a root cause that is known.</p>
      )}
      <p className="note mt-2">
        <Link href={`/w/${workspace}/root-causes`}>All root causes, by period, cost and category</Link>
      </p>
    </section>
  );
}
