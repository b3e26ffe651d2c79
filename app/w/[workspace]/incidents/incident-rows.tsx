"use client";

import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Mark, type Side, type SideName } from "@/app/_ui/mark";
import { Severity } from "@/app/_ui/severity";

/** What a row shows, in the reader's words; what is unknown is left out. */
export type IncidentRow = {
  id: string;
  day: string;
  mark?: number; // which of the marks
  title: string;
  again?: { times: number; words: string };
  handOff?: string;
  category?: string;
  severity?: number;
  stage: string;
  done?: true;
};

type IncidentRowsProps = { workspace: string; marks: ({ side: Side } & SideName)[]; rows: IncidentRow[] };

/**
 * The rows of the list. They are drawn from these few words on the server as in the browser, since a page drawn on the
 * server alone goes over the line twice: as HTML and as what React makes of it.
 */
export function IncidentRows({ workspace, marks, rows }: IncidentRowsProps) {
  return (
    <tbody>
      {rows.map(({ id, day, mark, title, again, handOff, category, severity, stage, done }) => {
        const from = mark === undefined ? undefined : marks[mark];
        return (
          <tr key={id} className={done && "done"}>
            <td>{day}</td>
            <td>{from && <Mark {...from} />}</td>
            <td className="title">
              <Link href={`/w/${workspace}/incidents/${id}`}>{title}</Link>
              {again && (
                <span className="again" title={`The same cause was seen ${again.words} before`}>
                  <Icon name="again" />
                  {again.times}
                  <span className="sr">: the same cause was seen {again.words} before</span>
                </span>
              )}
            </td>
            <td>{handOff ?? unknown}</td>
            <td>{category ?? unknown}</td>
            <td>
              <Severity of={severity} />
            </td>
            <td>{stage}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

const unknown = <span className="quiet">–</span>;
