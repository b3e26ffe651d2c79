import { formatDay } from "@/app/_ui/dates";
import { Link } from "@/app/_ui/link";
import type { OldIncident } from "@/lib/flow/queries";
import { stageWords } from "@/lib/text/words";

type OldestProps = { workspace: string; oldest: readonly OldIncident[]; locale: string };

/** The incidents that have been open longest, each with the way to it. */
export function Oldest({ workspace, oldest, locale }: OldestProps) {
  const [first] = oldest;
  if (!first) return null;
  return (
    <section className="figure c6" aria-labelledby="oldest">
      <h2 id="oldest">The oldest has been open for {daysWords(first.days, locale)}</h2>
      <table className="stuck-list">
        <thead>
          <tr>
            <th scope="col">Incident</th>
            <th scope="col">Logged</th>
            <th scope="col" className="num">
              Days
            </th>
          </tr>
        </thead>
        <tbody>
          {oldest.map(({ id, title, stage, openedOn, days }) => (
            <tr key={id}>
              <td className="t">
                <Link href={`/w/${workspace}/incidents/${id}`}>{title}</Link>
                <span>{stageWords[stage]}</span>
              </td>
              <td className="whitespace-nowrap">{formatDay(openedOn, locale, "dated")}</td>
              <td className="num">{days.toLocaleString(locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const daysWords = (days: number, locale: string) => (days === 1 ? "1 day" : `${days.toLocaleString(locale)} days`);
