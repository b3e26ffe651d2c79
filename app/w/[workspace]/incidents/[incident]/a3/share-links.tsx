import { v7 } from "uuid";
import { dayOf, formatDay } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { FormCheckbox, FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import { SectionTitle } from "@/app/_ui/section-title";
import { type listShares, shareDays } from "@/lib/a3/share-links";
import type { Member } from "@/lib/access/member";
import { ShownOnce } from "../../../settings/shown-once";
import { shareIncidentAction, withdrawShareAction } from "./actions";

type Props = {
  workspace: string;
  incidentId: string;
  shares: Awaited<ReturnType<typeof listShares>>;
  member: Pick<Member, "locale" | "timeZone">;
};

/** Links for people without an account: made, listed, withdrawn. */
export function ShareLinks({ workspace, incidentId, shares, member: { locale, timeZone } }: Props) {
  const day = (at: Date) => formatDay(dayOf(at, timeZone), locale);
  return (
    <section className="setting a3-share" aria-labelledby="share">
      <SectionTitle id="share">Share with people who have no account</SectionTitle>
      <p>Whoever has the link sees this sheet as it stands on the day they open it, and nothing else.</p>
      <ActionForm action={shareIncidentAction.bind(null, workspace)} className="form">
        <RowId first={v7()} />
        <input type="hidden" name="incidentId" value={incidentId} />
        <FormSelect
          label="It holds for"
          name="days"
          defaultValue="30"
          options={shareDays.map((days) => ({ value: String(days), label: `${days} days` }))}
        />
        <FormCheckbox label="With the names of people" name="withNames" />
        <ShownOnce label="The link" help="It is shown this once; only a mark of it is kept." />
        <div className="buttons">
          <SubmitButton variant="edged">Make a link</SubmitButton>
        </div>
      </ActionForm>
      {shares.length > 0 && (
        <ul className="rows">
          {shares.map(({ id, withNames, expiresAt, lastOpenedAt, createdAt, madeBy }) => (
            <li key={id}>
              <p className="who">
                {withNames ? "With names" : "Without names"}, until {day(expiresAt)}
                <small>
                  Made by {madeBy} on {day(createdAt)} ·{" "}
                  {lastOpenedAt ? `last opened on ${day(lastOpenedAt)}` : "not opened yet"}
                </small>
              </p>
              <ActionForm action={withdrawShareAction.bind(null, workspace)} className="end">
                <input type="hidden" name="linkId" value={id} />
                <SubmitButton variant="edged" small aria-label={`Withdraw the link made on ${day(createdAt)}`}>
                  Withdraw
                </SubmitButton>
              </ActionForm>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
