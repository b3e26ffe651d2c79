import { formatDayInList } from "@/app/_ui/dates";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Severity } from "@/app/_ui/severity";
import { endStages } from "@/db/terms";
import type { IncidentPage } from "@/lib/incidents/queries";
import type { SeenBefore } from "@/lib/incidents/seen-before";
import type { Relationship } from "@/lib/teams/sides";
import { categoryWord, stageWords } from "@/lib/text/words";
import { SideMark } from "../history";
import { capital } from "../improvements/words";

type IncidentListProps = {
  workspace: string;
  incidents: IncidentPage["incidents"];
  seen: Map<string, SeenBefore>;
  relationships: Relationship[];
  reader: { locale: string; today: string };
};

/** Dense rows, newest day first; on a phone the day, the side and the title. */
export function IncidentList({ workspace, incidents, seen, relationships, reader }: IncidentListProps) {
  const of = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col" aria-sort="descending">
            <span className="sort">Seen</span>
          </th>
          <th scope="col">From</th>
          <th scope="col">What got in the way</th>
          <th scope="col" className="wide-only">
            Hand-off
          </th>
          <th scope="col" className="wide-only">
            Category
          </th>
          <th scope="col" className="wide-only">
            Severity
          </th>
          <th scope="col" className="wide-only">
            Stage
          </th>
        </tr>
      </thead>
      <tbody>
        {incidents.map((incident) => {
          const { id, title, occurredOn, sideId, handOff, category, severity, stage } = incident;
          const relationship = of.get(incident.relationshipId);
          const times = seen.get(id)?.times;
          return (
            <tr key={id} className={endStages.some((end) => end === stage) ? "done" : undefined}>
              <td>{formatDayInList(occurredOn, reader.today, reader.locale)}</td>
              <td>{relationship && <SideMark relationship={relationship} teamId={sideId} />}</td>
              <td className="title">
                <Link href={`/w/${workspace}/incidents/${id}`}>{title}</Link>
                {times && (
                  <span className="again" title={`The same cause was seen ${timesWords(times)} before`}>
                    <Icon name="again" />
                    {times}
                    <span className="sr">: the same cause was seen {timesWords(times)} before</span>
                  </span>
                )}
              </td>
              <td className="wide-only">{handOff ?? <span className="quiet">–</span>}</td>
              <td className="wide-only">
                {category ? capital(categoryWord[category]) : <span className="quiet">–</span>}
              </td>
              <td className="wide-only">
                <Severity of={severity} />
              </td>
              <td className="wide-only">{stageWords[stage]}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export const timesWords = (times: number) => (times === 1 ? "once" : times === 2 ? "twice" : `${times} times`);
