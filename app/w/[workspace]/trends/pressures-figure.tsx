import { ChartFiles } from "@/app/_ui/charts/chart-files";
import { formatDay } from "@/app/_ui/dates";
import type { Member } from "@/lib/access/member";
import type { PressureOverTime } from "@/lib/overview/pressures";
import { pressureGrid, pressureMonth, pressuresShown } from "@/lib/overview/pressures-shown";
import { strongFrom } from "@/lib/overview/words";
import { directionWords, pressureKindWords } from "@/lib/text/words";

type FigureProps = {
  workspace: string;
  member: Member;
  updated: string;
  pressures: PressureOverTime[];
  relationshipId: string;
};

/** How strong each outside pressure was when a cycle looked at it: a table whose cells are bars. */
export function PressuresFigure({ workspace, member, updated, pressures, relationshipId }: FigureProps) {
  const { sentence, captions, isEmpty } = pressuresShown(pressures, member.locale);
  const { months, rows } = pressureGrid(pressures);
  return (
    <figure className="figure c12 pressures">
      <span className="fig-no">6 Pressures</span>
      <h2>{sentence}</h2>
      {!isEmpty && (
        <table className="pressure-grid">
          <thead>
            <tr>
              <th scope="col">Pressure</th>
              {months.map((month) => (
                <th key={month} scope="col">
                  {pressureMonth(month, member.locale)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, kind, title, cells }) => (
              <tr key={id}>
                <th scope="row">
                  <b>{pressureKindWords[kind]}</b> {title}
                </th>
                {cells.map((reading, nth) => (
                  <td key={months[nth]} className={reading && reading.strength >= strongFrom ? "strong" : undefined}>
                    {reading && (
                      <>
                        <i style={{ height: `${(100 * reading.strength) / 5}%` }} />
                        <span title={`${directionWords[reading.direction]}, ${formatDay(reading.on, member.locale)}`}>
                          {reading.strength}
                        </span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="cap">
        {[...captions, updated].map((caption) => (
          <span key={caption}>{caption}</span>
        ))}
      </p>
      {!isEmpty && (
        <div className="chart-more">
          <ChartFiles href={`/w/${workspace}/trends/pressures/${relationshipId}/chart`} name="pressures" />
        </div>
      )}
    </figure>
  );
}
