import { formatDayInList } from "@/app/_ui/dates";
import { Glyph, Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { ListFoot } from "@/app/_ui/list-foot";
import { Severity } from "@/app/_ui/severity";
import type { ImprovementCard } from "@/lib/improvements/cards";
import type { CauseIncident, CauseWhy } from "@/lib/root-causes/cause-page";
import { type Implementation, recurrenceOn } from "@/lib/root-causes/recurrence";
import type { Relationship } from "@/lib/teams/sides";
import { phaseWords, stageWords, statusWords } from "@/lib/text/words";
import { OwnerAndChecker } from "../../improvements/marks";
import { cardLine, type Reader } from "../../improvements/words";

type ActingProps = { workspace: string; acting: ImprovementCard[]; relationship: Relationship; reader: Reader };

export function ActingList({ workspace, acting, relationship, reader }: ActingProps) {
  if (acting.length === 0) return <p className="note mt-2.5">Nothing acts on it yet.</p>;
  return (
    <ul className="mini">
      {acting.map((card) => (
        <li key={card.id}>
          <div>
            <div className="t">
              <Link href={`/w/${workspace}/improvements/${card.id}`}>{card.title}</Link>
            </div>
            <p className="note">{cardLine(card, reader)}</p>
          </div>
          <span className="state">{phaseWords[card.phase]}</span>
          <OwnerAndChecker relationship={relationship} card={card} />
        </li>
      ))}
    </ul>
  );
}

type IncidentTableProps = {
  workspace: string;
  incidents: CauseIncident[];
  implementations: Implementation[];
  effectiveOn: string[];
  reader: Reader;
  here: string;
  older: string | undefined;
  isOlder: boolean;
};

/** The latest day first; those after something was in place say so. */
export function IncidentTable(props: IncidentTableProps) {
  const { workspace, incidents, implementations, effectiveOn, reader, here, older, isOlder } = props;
  if (incidents.length === 0) return <p className="note mt-2.5">No incident leads to it any more.</p>;
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Incident</th>
            <th scope="col" className="max-sm:hidden">
              Severity
            </th>
            <th scope="col" className="max-sm:hidden">
              Stage
            </th>
          </tr>
        </thead>
        <tbody>
          {incidents.map(({ id, title, occurredOn, severity, stage }) => {
            const recurrence = recurrenceOn(occurredOn, implementations, effectiveOn);
            return (
              <tr key={id}>
                <td>{formatDayInList(occurredOn, reader.today, reader.locale)}</td>
                <td className="title">
                  <Link href={`/w/${workspace}/incidents/${id}`}>{title}</Link>
                  {recurrence && (
                    <span className="again">
                      <Icon name="again" />
                      came back{recurrence.afterVerified && " after it was found mended"}
                    </span>
                  )}
                </td>
                <td className="max-sm:hidden">
                  <Severity of={severity} />
                </td>
                <td className="max-sm:hidden">{stageWords[stage]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <ListFoot first={isOlder ? here : undefined} older={older} />
    </>
  );
}

export function WhyList({ workspace, whys }: { workspace: string; whys: CauseWhy[] }) {
  if (whys.length === 0) return <p className="note mt-2.5">No branch of a cause tree ends in it any more.</p>;
  return (
    <ul className="mini">
      {whys.map(({ id, text, status, treeId, problem }) => (
        <li key={id}>
          <div>
            <div className="t">
              <Link href={`/w/${workspace}/causes/${treeId}?why=${id}`}>{text}</Link>
            </div>
            <p className="note">{problem}</p>
          </div>
          <span className="state">
            <Glyph name={status} />
            {statusWords[status]}
          </span>
        </li>
      ))}
    </ul>
  );
}
