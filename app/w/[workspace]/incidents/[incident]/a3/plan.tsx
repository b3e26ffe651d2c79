import { formatDay, formatDayInList } from "@/app/_ui/dates";
import { Strength } from "@/app/_ui/strength";
import type { Sheet, SheetImprovement } from "@/lib/a3/sheet";
import { windowEndsOn } from "@/lib/improvements/check-window";
import { isJudged } from "@/lib/improvements/pdca";
import type { Relationship } from "@/lib/teams/sides";
import { addDays } from "@/lib/text/days";
import { improvementKindWords, verdictWords } from "@/lib/text/words";
import { SideMark } from "../../../history";
import { levelsLine } from "../../../improvements/words";
import { Part } from "./part";
import type { SheetReader } from "./sheet";

type Props = { improvements: SheetImprovement[]; reader: SheetReader };

/** What ought to be: what was expected, and the levels that the improvements aim at. */
export function Target({ sheet, reader }: { sheet: Sheet; reader: SheetReader }) {
  const { expected, noAgreedStandard } = sheet.incident;
  const said = { ...reader, timeZone: "UTC" };
  const levels = sheet.improvements.flatMap((improvement) => levelsLine(improvement, said) ?? []);
  const sentences = [expected, noAgreedStandard && "No agreed standard exists.", ...levels].filter(Boolean);
  return (
    <Part title="Target">
      <p className="p lines-4">{sentences.join(" ") || <Blank />}</p>
    </Part>
  );
}

/** Left free on the paper, for a pen. */
const Blank = () => <span className="blank">&nbsp;</span>;

export function Countermeasures({ improvements, more }: Pick<Props, "improvements"> & { more: number }) {
  return (
    <Part title="Countermeasures" note="strength, prediction">
      <table>
        <thead>
          <tr>
            <th scope="col" className="for">
              For the cause
            </th>
            <th scope="col">What we change</th>
            <th scope="col" className="how">
              <span className="sr">Strength</span>
            </th>
            <th scope="col" className="expect">
              We expect
            </th>
          </tr>
        </thead>
        <tbody>
          {improvements.map(({ id, actsOn, title, kind, strength, prediction }) => (
            <tr key={id}>
              <td className="s">
                <span className="lines-2">{actsOn.map(({ text }) => text).join("; ")}</span>
              </td>
              <td className="s">
                <span className="lines-2">{title}</span>
              </td>
              <td className="how">{isStrength(strength) ? <Strength of={strength} /> : improvementKindWords[kind]}</td>
              <td className="s">{prediction ? <span className="lines-2">{prediction}</span> : <Blank />}</td>
            </tr>
          ))}
          {improvements.length === 0 && <BlankRows columns={4} />}
        </tbody>
      </table>
      {more > 0 && <p className="rest">{more} more in the program.</p>}
    </Part>
  );
}

const isStrength = (strength: number | null): strength is 1 | 2 | 3 => strength !== null;

function BlankRows({ columns, rows = 3 }: { columns: number; rows?: number }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: empty rows have nothing else, and never change
    <tr key={row} className="empty">
      <td colSpan={columns}>&nbsp;</td>
    </tr>
  ));
}

type PlanProps = Props & { relationship: Relationship };

export function Plan({ improvements, relationship, reader }: PlanProps) {
  const day = (date: string | null) => (date ? formatDayInList(date, reader.today, reader.locale) : "–");
  return (
    <Part title="Plan">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">Checked by</th>
            <th scope="col" className="num">
              Due
            </th>
            <th scope="col" className="num">
              In place
            </th>
          </tr>
        </thead>
        <tbody>
          {improvements.map((improvement) => (
            <tr key={improvement.id}>
              <td className="s">
                <span className="lines-1">{improvement.title}</span>
              </td>
              <td>
                {improvement.ownerId ? (
                  <Person {...{ relationship }} teamId={improvement.ownerTeamId} name={improvement.ownerName} />
                ) : (
                  <Blank />
                )}
              </td>
              <td>
                {improvement.checkerId ? (
                  <Person {...{ relationship }} teamId={improvement.checkerTeamId} name={improvement.checkerName} />
                ) : isJudged(improvement.kind) ? (
                  <Blank />
                ) : (
                  "–"
                )}
              </td>
              <td className="num">{day(improvement.dueOn)}</td>
              <td className="num">{day(improvement.implementedOn)}</td>
            </tr>
          ))}
          {improvements.length === 0 && <BlankRows columns={5} />}
        </tbody>
      </table>
    </Part>
  );
}

type PersonProps = { relationship: Relationship; teamId: string | null; name: string | null };

/** From this side; the name only where people are named. */
function Person({ relationship, teamId, name }: PersonProps) {
  const side = relationship.sides.find(({ id }) => id === teamId);
  return (
    <span className="who">
      <SideMark relationship={relationship} teamId={teamId} /> {name ?? side?.name ?? "neutral"}
    </span>
  );
}

/** What the other side found; where it has not looked yet there is room to write. */
export function Effect({ improvements, relationship, reader }: PlanProps) {
  const judged = improvements.filter(({ kind }) => isJudged(kind));
  const lines = judged.length > 3 ? "lines-1" : "lines-2";
  return (
    <Part title="Effect" note="what the other side found">
      <table>
        <tbody>
          {judged.map((improvement) => (
            <tr key={improvement.id}>
              <td className="s">
                <span className={lines}>{improvement.title}</span>
              </td>
              <td className="how">
                {improvement.check ? verdictWords[improvement.check.verdict] : lookWords(improvement, reader)}
              </td>
              <td className="s">
                {improvement.check ? <span className={lines}>{improvement.check.seen}</span> : <Blank />}
              </td>
            </tr>
          ))}
          {judged.length === 0 && <BlankRows columns={3} />}
        </tbody>
      </table>
      {judged.length > 0 && (
        <p className="rest">Each verdict comes from the other side than the owner’s: {relationship.name}.</p>
      )}
    </Part>
  );
}

function lookWords({ implementedOn, windowDays, extensions }: SheetImprovement, { locale, today }: SheetReader) {
  if (!implementedOn) return "not in place yet";
  if (!windowDays) return "waits for its verdict";
  return `verdict by ${formatDayInList(windowEndsOn(implementedOn, windowDays, extensions ?? 0), today, locale)}`;
}

const questions = [
  { days: 30, asks: "Is it done, is the standard used?" },
  { days: 60, asks: "Does the measure move?" },
  { days: 90, asks: "Is it effective, does it hold?" },
];

/** Thirty, sixty and ninety days after the first improvement was in place (method 2.5); the answers are written by hand. */
export function FollowUp({ improvements, reader }: Props) {
  const first = improvements
    .flatMap(({ implementedOn }) => implementedOn ?? [])
    .sort()
    .at(0);
  return (
    <Part title="Follow-up" note={first ? null : "counted from the day the first of it is in place"}>
      <table>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Question</th>
            <th scope="col">Answer</th>
          </tr>
        </thead>
        <tbody>
          {questions.map(({ days, asks }) => (
            <tr key={days}>
              <td>{days}</td>
              <td className="s">{asks}</td>
              <td className="s quiet">{first ? formatDay(addDays(first, days), reader.locale) : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
