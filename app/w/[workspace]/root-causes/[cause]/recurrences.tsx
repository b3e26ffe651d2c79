import { formatDay } from "@/app/_ui/dates";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { type Implementation, type RecurrenceCount, recurrenceOn, recurrenceRates } from "@/lib/root-causes/recurrence";
import type { Reader } from "../../improvements/words";

type RecurrencesProps = {
  workspace: string;
  count: RecurrenceCount;
  days: { occurredOn: string; incidents: number }[];
  implementations: Implementation[];
  effectiveOn: string[];
  reader: Reader;
};

/** Whether the cause came back, after what, and out of how many: a rate never stands without its two numbers. */
export function Recurrences({ workspace, count, days, implementations, effectiveOn, reader }: RecurrencesProps) {
  if (implementations.length === 0) return null;
  const times = (n: number) => (n === 1 ? "once" : `${n} times`);
  if (count.recurred === 0)
    return <p className="note mt-3">It has not come back since something was put in place against it.</p>;
  const perImplementation = new Map<Implementation, number>();
  for (const { occurredOn, incidents } of days) {
    const after = recurrenceOn(occurredOn, implementations, effectiveOn)?.after;
    if (after) perImplementation.set(after, (perImplementation.get(after) ?? 0) + incidents);
  }
  const rate = recurrenceRates(count).recurrenceRatePercent ?? 0;
  return (
    <div className="mt-3 grid gap-1">
      {[...perImplementation].map(([after, incidents]) => (
        <p key={`${after.improvementId} ${after.implementedOn}`} className="flex items-baseline gap-1.5">
          <Icon name="again" className="icon w-3 self-center text-accent" />
          <span>
            Came back {times(incidents)} after{" "}
            <Link href={`/w/${workspace}/improvements/${after.improvementId}`}>{after.title}</Link>, in place since{" "}
            {formatDay(after.implementedOn, reader.locale)}.
          </span>
        </p>
      ))}
      <p className="note">
        {count.recurred} of {count.linkedIncidents} incidents recurred,{" "}
        {rate.toLocaleString(reader.locale, { maximumFractionDigits: 0 })} %
        {count.recurredAfterVerified > 0 && `; ${times(count.recurredAfterVerified)} after it was found mended`}.
      </p>
    </div>
  );
}
