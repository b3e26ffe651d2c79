import { formatDay } from "@/app/_ui/dates";
import type { Member } from "@/lib/access/member";
import type { PressureOverTime } from "@/lib/overview/pressures";
import { pressuresSaid, strongFrom } from "@/lib/overview/words";
import { directionWords, pressureKindWords } from "@/lib/text/words";

type FigureProps = { workspace: string; member: Member; updated: string; pressures: PressureOverTime[] };

/** How strong each outside pressure was when a cycle looked at it: a table whose cells are bars. */
export function PressuresFigure({ member, updated, pressures }: FigureProps) {
  const { lead, rest } = pressuresSaid(pressures);
  const days = [...new Set(pressures.flatMap(({ readings }) => readings.map(({ on }) => on.slice(0, 7))))]
    .sort()
    .slice(-8);
  const month = new Intl.DateTimeFormat(member.locale, { month: "short", year: "2-digit", timeZone: "UTC" });
  return (
    <figure className="figure c12 pressures">
      <span className="fig-no">6 Pressures</span>
      <h2>
        {lead} {rest}
      </h2>
      {days.length > 0 && (
        <table className="pressure-grid">
          <thead>
            <tr>
              <th scope="col">Pressure</th>
              {days.map((day) => (
                <th key={day} scope="col">
                  {month.format(new Date(`${day}-01T00:00:00Z`))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pressures.map(({ id, kind, title, readings }) => (
              <tr key={id}>
                <th scope="row">
                  <b>{pressureKindWords[kind]}</b> {title}
                </th>
                {days.map((day) => {
                  const reading = readings.findLast(({ on }) => on.startsWith(day));
                  return (
                    <td key={day} className={reading && reading.strength >= strongFrom ? "strong" : undefined}>
                      {reading && (
                        <>
                          <i style={{ height: `${(100 * reading.strength) / 5}%` }} />
                          <span title={`${directionWords[reading.direction]}, ${formatDay(reading.on, member.locale)}`}>
                            {reading.strength}
                          </span>
                        </>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="cap">
        <span>n = {pressures.length} pressures that stand</span>
        <span>Strength 1 to 5 as a cycle read it; {strongFrom} and more is darker</span>
        <span>{updated}</span>
      </p>
    </figure>
  );
}
