import { dayOf, formatDay } from "@/app/_ui/dates";
import type { Statement } from "@/lib/incidents/incident-page";
import type { SeenBefore } from "@/lib/incidents/seen-before";
import { categoryWords } from "@/lib/text/words";
import { timesWords } from "../incident-list";

type CaseFactsProps = {
  incident: Statement;
  seenBefore: SeenBefore | undefined;
  reader: { locale: string; timeZone: string };
};

/** What is known of the case beside its words; what nobody has said is left out. */
export function CaseFacts({ incident, seenBefore, reader: { locale, timeZone } }: CaseFactsProps) {
  const day = (at: Date) => formatDay(dayOf(at, timeZone), locale);
  const { occurredOn, occurredUntil, occurredApproximately, detectedBy, handOff, category } = incident;
  const sameYear = (other: string) => other.slice(0, 4) === occurredOn.slice(0, 4);
  const from = formatDay(occurredOn, locale);
  const period = occurredUntil ? `${from} to ${formatDay(occurredUntil, locale)}` : from;
  const facts: [string, string | null | undefined][] = [
    [
      "Seen before",
      seenBefore &&
        `${timesWords(seenBefore.times)}, last on ${formatDay(seenBefore.lastOn, locale, sameYear(seenBefore.lastOn) ? "long" : "full")}`,
    ],
    ["When", occurredApproximately ? `about ${period}` : period],
    ["Found by", detectedBy],
    ["Hand-off", handOff],
    ["Category", category && categoryWords[category]],
    ["Between", incident.relationship.name],
    ["Logged", `${day(incident.createdAt)}${incident.reporter ? ` by ${incident.reporter}` : ""}`],
    ["Ended", incident.closedAt && day(incident.closedAt)],
    ["First ended", incident.firstClosedAt && !incident.closedAt ? day(incident.firstClosedAt) : null],
  ];
  return (
    <section>
      <h2>The case</h2>
      <dl className="props">
        {facts.map(
          ([term, value]) =>
            value && (
              <div key={term} className="contents">
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
