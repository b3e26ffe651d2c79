import { Link } from "@/app/_ui/link";
import { ListFoot } from "@/app/_ui/list-foot";
import { SectionTitle } from "@/app/_ui/section-title";
import type { WhoEntered } from "@/lib/measures/queries";
import { periodCell, valueWords } from "../words";
import type { MeasureContext } from "./measure-context";

type TableProps = MeasureContext & { entered: WhoEntered[]; isWhole: boolean };

const firstRows = 26;

/** The values, the latest first, with what was noted and who entered them. */
export function ValueTable(props: TableProps) {
  const { here, measure, chart, values, reader, mayDefine, mayWrite, entered, isWhole } = props;
  const existing = values.filter(({ value }) => value !== null).toReversed();
  if (existing.length === 0) return null;
  const who = new Map(entered.map(({ periodOn, by }) => [periodOn, by]));
  const isTyped = measure.source === "readings";
  const rows = isWhole ? existing : existing.slice(0, firstRows);
  const mayChange = mayDefine || (mayWrite && isTyped);
  return (
    <section className="block" aria-labelledby="values">
      <SectionTitle id="values" n={existing.length}>
        Values
      </SectionTitle>
      <table className="list values">
        <thead>
          <tr>
            <th scope="col">{headings[chart.period]}</th>
            <th scope="col" className="num text-right">
              Value
            </th>
            <th scope="col">Note</th>
            {isTyped && (
              <th scope="col" className="max-sm:hidden">
                Entered by
              </th>
            )}
            {mayChange && (
              <th scope="col">
                <span className="sr">Deeds</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ periodOn, value, note, running, leftOut }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two events may lie on one day
            <tr key={`${periodOn} ${at}`}>
              <td className="whitespace-nowrap">{periodCell(chart, periodOn, reader.locale)}</td>
              <td className="num text-right">{value !== null && valueWords(measure, value, reader.locale)}</td>
              <td className="serif">
                {note}
                {running && <span className="note"> not over yet</span>}
                {leftOut !== undefined && <span className="note"> Left out of the limits: {leftOut}</span>}
              </td>
              {isTyped && <td className="max-sm:hidden">{who.get(periodOn)}</td>}
              {mayChange && (
                <td className="text-right">
                  <Link
                    className="link"
                    href={`${here}?period=${periodOn}#period`}
                    aria-label={`Change ${periodCell(chart, periodOn, reader.locale)}`}
                  >
                    Change
                  </Link>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {existing.length > rows.length && (
        <ListFoot>
          <Link className="link" href={`${here}?all=1`}>
            All {existing.length.toLocaleString(reader.locale)} values
          </Link>
        </ListFoot>
      )}
    </section>
  );
}

const headings = { week: "Week from", month: "Month", event: "Day" } as const;
