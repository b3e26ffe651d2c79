import { v7 } from "uuid";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import type { Role } from "@/db/terms";
import { ShownOnce } from "../shown-once";
import { inviteAction } from "./actions";
import { roleChoices, teamChoices } from "./choices";

type Props = { workspace: string; teams: { id: string; name: string }[]; role: Role };

/** Only an owner can invite an owner; the command says so too. */
export function InviteForm({ workspace, teams, role }: Props) {
  return (
    <ActionForm action={inviteAction.bind(null, workspace)} className="form">
      <RowId first={v7()} />
      <FormField label="E-mail address" name="email" type="email" autoComplete="off" required />
      <div className="fields">
        <FormSelect
          label="Role"
          name="role"
          defaultValue="member"
          options={roleChoices.filter(({ value }) => value !== "owner" || role === "owner")}
        />
        <FormSelect label="Team" name="teamId" nothing="No team: neutral" options={teamChoices(teams)} />
      </div>
      <ShownOnce label="The link for them" help="It is shown this once. Pass it on to that person alone." />
      <div className="buttons">
        <SubmitButton>Make the link</SubmitButton>
      </div>
    </ActionForm>
  );
}
