import { formatNumber } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Range } from "@/app/_ui/range";
import { RangeCells, RangeHead } from "@/app/_ui/range-table";
import { SectionTitle } from "@/app/_ui/section-title";
import { type CostGroup, costGroups } from "@/lib/incidents/cost-sums";
import type { KeptCost } from "@/lib/incidents/costs";
import type { Statement } from "@/lib/incidents/incident-page";
import { writeAmount } from "@/lib/text/amounts";
import { SideMark } from "../../history";
import { removeCostAction, restoreCostAction } from "../actions";
import { AddCostForm, ChangeCostForm } from "./cost-form";

type CostsProps = {
  workspace: string;
  incident: Statement;
  costs: KeptCost[];
  currency: string; // proposed for a new line
  /** The side a new line is borne by, unless its writer says otherwise; empty: both, or neither. */
  ownSideId: string;
  /** The line that is open for changing. */
  changing: string | undefined;
  mayEdit: boolean;
  locale: string;
};

/** What an incident cost, per unit and currency, each figure with its basis; unknown is a dash, never 0. */
export function Costs(props: CostsProps) {
  const { workspace, incident, costs, currency, changing, mayEdit, locale } = props;
  const standing = costs.filter(({ removedAt }) => removedAt === null);
  const changed = mayEdit ? standing.find(({ id }) => id === changing) : undefined;
  if (costs.length === 0 && !mayEdit) return null;
  return (
    <section className="block" id="cost" aria-label="Cost">
      <SectionTitle more={<span className="wide-only">Each figure carries its basis</span>}>What it cost</SectionTitle>
      {standing.length > 0 ? (
        <table className="ledger">
          <RangeHead first="Basis" deeds={mayEdit ? "Change" : undefined} />
          {costGroups(standing).map((group) => (
            <Group key={`${group.unit} ${group.currency}`} {...{ workspace, incident, group, mayEdit, locale }} />
          ))}
        </table>
      ) : (
        <p className="note pt-2.5">Nobody has said yet what it cost, in money, hours or days.</p>
      )}
      {changed && <ChangeCostForm key={changed.id} cost={changed} {...{ workspace, incident, currency, locale }} />}
      {mayEdit && !changed && (
        <AddCostForm key={costs.length} {...{ workspace, incident, currency }} sideId={props.ownSideId} />
      )}
      {mayEdit && <TakenAway workspace={workspace} costs={costs.filter(({ removedAt }) => removedAt !== null)} />}
    </section>
  );
}

type GroupProps = Pick<CostsProps, "workspace" | "incident" | "mayEdit" | "locale"> & { group: CostGroup<KeptCost> };

function Group({ workspace, incident, group, mayEdit, locale }: GroupProps) {
  const here = `/w/${workspace}/incidents/${incident.id}`;
  const unit = unitOf(group, locale);
  const bar = <Bar {...{ group, unit, locale }} />;
  const isAlone = group.costs.length === 1;
  return (
    <tbody>
      {group.costs.map((cost) => (
        <tr key={cost.id}>
          <td className="basis">
            <SideMark relationship={incident.relationship} teamId={cost.sideId} /> {cost.basis}
            {isAlone && bar}
          </td>
          <Figures of={cost} {...{ group, locale }} unit={isAlone ? unit : undefined} />
          {mayEdit && (
            <td className="tools">
              <Link
                className="button plain small"
                href={`${here}?cost=${cost.id}#cost`}
                aria-label={`Change: ${cost.basis}`}
              >
                Change
              </Link>
              <ActionForm action={removeCostAction.bind(null, workspace)} label={`Take away: ${cost.basis}`}>
                <input type="hidden" name="costId" value={cost.id} />
                <SubmitButton variant="plain" small aria-label={`Take away: ${cost.basis}`}>
                  <Icon name="x" />
                </SubmitButton>
              </ActionForm>
            </td>
          )}
        </tr>
      ))}
      {!isAlone && (
        <tr className="sum">
          <td>
            Together, {unit}
            {bar}
          </td>
          <Figures of={group} {...{ group, locale }} />
          {mayEdit && <td />}
        </tr>
      )}
    </tbody>
  );
}

type Bounds = Pick<CostGroup, "low" | "expected" | "high">;

function Figures({ of, group, locale, unit }: { of: Bounds; group: CostGroup; locale: string; unit?: string }) {
  const { low, expected, high } = of;
  return <RangeCells {...{ low, expected, high, unit }} write={(value) => figureOf(value, group, locale)} />;
}

/** Money with cents has two of them throughout; hours and days have what they need. */
const figureOf = (value: number, { unit, costs }: CostGroup, locale: string) => {
  const amounts = costs.flatMap(({ low, expected, high }) => [low, expected, high]);
  const hasCents = amounts.some((amount) => amount !== null && !Number.isInteger(amount));
  return unit === "money" ? writeAmount(value, locale, hasCents ? 2 : 0) : formatNumber(value, locale);
};

function Bar({ group, unit, locale }: { group: CostGroup; unit: string; locale: string }) {
  const { low, expected, high } = group;
  if (low === null || high === null || high === 0) return null;
  const [from, at, to] = [low, expected, high].map((value) => figureOf(value, group, locale));
  return <Range {...{ low, expected, high }} label={`From ${from} to ${to} ${unit}, ${at} expected`} />;
}

/** €, US$, hours, days. */
function unitOf({ unit, currency }: CostGroup, locale: string): string {
  if (unit !== "money" || currency === null) return unit;
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency }).formatToParts(1);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}

/** What was taken away is kept and can be put back by anybody who may write costs. */
function TakenAway({ workspace, costs }: { workspace: string; costs: KeptCost[] }) {
  if (costs.length === 0) return null;
  return (
    <details className="folded">
      <summary>
        <Icon name="right" />
        Taken away ({costs.length})
      </summary>
      <ul className="mini">
        {costs.map(({ id, basis }) => (
          <li key={id}>
            <span className="t">{basis}</span>
            <ActionForm action={restoreCostAction.bind(null, workspace)} label={`Put back: ${basis}`}>
              <input type="hidden" name="costId" value={id} />
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
