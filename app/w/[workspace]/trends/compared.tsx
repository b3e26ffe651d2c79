import type { Compared as Row } from "@/lib/overview/side-by-side";
import { comparedWeeks } from "@/lib/overview/side-by-side";
import type { Relationship } from "@/lib/teams/sides";
import { stuckAfterDays } from "@/lib/trends/ages";

type ComparedProps = { relationships: readonly Relationship[]; compared: ReadonlyMap<string, Row>; locale: string };

/** All relationships in the same figures, in the order in which they were made: no ranking. */
export function Compared({ relationships, compared, locale }: ComparedProps) {
  const number = (value: number) => value.toLocaleString(locale);
  return (
    <figure className="figure c12" id="side-by-side">
      <span className="fig-no">Side by side</span>
      <h2>The relationships of this workspace</h2>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Relationship</th>
            <th scope="col" className="num text-right">
              Signals to answer
            </th>
            <th scope="col" className="num text-right">
              Incidents
            </th>
            <th scope="col" className="num text-right">
              Of these, came back
            </th>
            <th scope="col" className="num text-right">
              Improvements open
            </th>
            <th scope="col" className="num text-right">
              Of these, stuck
            </th>
          </tr>
        </thead>
        <tbody>
          {relationships.map(({ id, name }) => {
            const row = compared.get(id);
            return (
              row && (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td className="num text-right">{number(row.signals)}</td>
                  <td className="num text-right">{number(row.incidents)}</td>
                  <td className="num text-right">{number(row.recurred)}</td>
                  <td className="num text-right">{number(row.open)}</td>
                  <td className="num text-right">{number(row.stuck)}</td>
                </tr>
              )
            );
          })}
        </tbody>
      </table>
      <p className="cap">
        <span>Incidents of the last {comparedWeeks} weeks</span>
        <span>Stuck: open for more than {stuckAfterDays} days</span>
        <span>Teams differ in what they write down: this is no ranking</span>
      </p>
    </figure>
  );
}
