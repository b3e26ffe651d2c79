import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Mark } from "@/app/_ui/mark";
import { RangeCells } from "@/app/_ui/range-table";
import { voiceOf } from "@/lib/friction/confirmation";
import type { Amount } from "@/lib/friction/formulas";
import type { Line, MonthCost } from "@/lib/friction/queries";
import type { Relationship } from "@/lib/teams/sides";
import { writeAmount } from "@/lib/text/amounts";
import { confirmFrictionAction, removeFrictionAction, restoreFrictionAction } from "./actions";
import { frictionWords } from "./words";

export type Reader = { teamId: string | null; locale: string; mayWrite: boolean };
type MonthProps = {
  workspace: string;
  relationship: Relationship;
  title: string;
  lines: Line[];
  cost: MonthCost | undefined;
  currency: string;
  reader: Reader;
};

/** One month of the ledger: each line with its range and its basis, what the incidents say themselves, and the sum. */
export function Month({ workspace, relationship, title, lines, cost, currency, reader }: MonthProps) {
  const standing = lines.filter(({ removedAt }) => removedAt === null);
  const { mayWrite, locale } = reader;
  const ofIncidents = cost && cost.ofIncidents.expected !== null ? cost.ofIncidents : undefined;
  const isAlone = standing.length === 0;
  return (
    <tbody>
      <tr className={isAlone ? "sum" : "month"}>
        <th scope="rowgroup">
          {title}
          {cost && cost.unknown > 0 && <small> {cost.unknown} without an amount yet</small>}
          {isAlone && ofIncidents && <small> what its incidents say they cost</small>}
        </th>
        {isAlone ? <Figures amount={cost} locale={locale} /> : <td colSpan={3} />}
        {mayWrite && <td />}
      </tr>
      {standing.map((line) => (
        <tr key={line.id} id={line.id}>
          <td className="basis">
            <b>{frictionWords[line.code].name}</b>
            {line.currency !== currency && ` (${line.currency}, not added up)`}: {line.basis}{" "}
            {line.incidentId && (
              <Link className="link" href={`/w/${workspace}/incidents/${line.incidentId}`}>
                {line.incidentTitle}
              </Link>
            )}
            <Confirmed {...{ line, relationship }} />
          </td>
          <Figures amount={line} locale={locale} />
          {mayWrite && (
            <td className="tools">
              <Deeds {...{ workspace, relationship, line, reader }} />
            </td>
          )}
        </tr>
      ))}
      {!isAlone && ofIncidents && (
        <tr>
          <td className="basis">What its incidents say they cost</td>
          <Figures amount={ofIncidents} locale={locale} />
          {mayWrite && <td />}
        </tr>
      )}
      {!isAlone && (
        <tr className="sum">
          <td>Together, {currency}</td>
          <Figures amount={cost} locale={locale} />
          {mayWrite && <td />}
        </tr>
      )}
    </tbody>
  );
}

function Figures({ amount = nothing, locale }: { amount?: Amount; locale: string }) {
  const { low, expected, high } = amount;
  return <RangeCells {...{ low, expected, high }} write={(value) => writeAmount(Math.round(value), locale)} />;
}

const nothing: Amount = { low: null, expected: null, high: null };

type OfLine = { workspace: string; relationship: Relationship; line: Line; reader: Reader };

/** Who stands behind the figures: a mark for each side, a word for finance. */
function Confirmed({ line, relationship }: Pick<OfLine, "line" | "relationship">) {
  const [first, second] = relationship.sides;
  const by = [...(line.firstConfirmedById ? [first] : []), ...(line.secondConfirmedById ? [second] : [])];
  const byFinance = line.neutralConfirmedById !== null;
  return (
    <span className="confirmed quiet">
      {by.map((side) => (
        <Mark key={side.id} side={side.place} letter={side.letter} name={side.name} />
      ))}
      {line.isConfirmed
        ? `confirmed ${byFinance ? "by a neutral member" : "by both sides"}`
        : by.length > 0
          ? "confirmed by one side"
          : "not confirmed yet"}
    </span>
  );
}

function Deeds({ workspace, relationship, line, reader }: OfLine) {
  const [first, second] = relationship.sides;
  const voice = voiceOf(reader.teamId, { firstTeamId: first.id, secondTeamId: second.id });
  const what = `${frictionWords[line.code].name}: ${line.basis.slice(0, 60)}`;
  return (
    <>
      {line.expected !== null && line[voice] === null && !line.isConfirmed && (
        <ActionForm action={confirmFrictionAction.bind(null, workspace)} label={`Confirm ${what}`}>
          <input type="hidden" name="lineId" value={line.id} />
          <input type="hidden" name="version" value={line.version} />
          <SubmitButton variant="edged" small>
            Confirm
          </SubmitButton>
        </ActionForm>
      )}
      <Link
        className="button plain small"
        href={`/w/${workspace}/trends/cost?line=${line.id}#form`}
        aria-label={`Change ${what}`}
      >
        Change
      </Link>
      <ActionForm action={removeFrictionAction.bind(null, workspace)} label={`Take away ${what}`}>
        <input type="hidden" name="lineId" value={line.id} />
        <SubmitButton variant="plain" small aria-label={`Take away ${what}`}>
          <Icon name="x" />
        </SubmitButton>
      </ActionForm>
    </>
  );
}

export function TakenAway({ workspace, lines }: { workspace: string; lines: Line[] }) {
  if (lines.length === 0) return null;
  return (
    <details className="folded">
      <summary>
        <Icon name="right" />
        Taken away ({lines.length})
      </summary>
      <ul className="mini">
        {lines.map((line) => (
          <li key={line.id}>
            <span className="t">
              {frictionWords[line.code].name}: {line.basis}
            </span>
            <ActionForm action={restoreFrictionAction.bind(null, workspace)} label={`Put back: ${line.basis}`}>
              <input type="hidden" name="lineId" value={line.id} />
              <SubmitButton variant="edged" small>
                Put back
              </SubmitButton>
            </ActionForm>
          </li>
        ))}
      </ul>
    </details>
  );
}
