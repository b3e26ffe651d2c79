import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import type { MemberRow } from "@/lib/teams/queries";
import { changeMemberAction, removeMemberAction } from "./actions";
import { roleChoices, teamChoices } from "./choices";
import { TheirWayIn } from "./their-way-in";

type Props = {
  workspace: string;
  row: MemberRow;
  teams: { id: string; name: string }[];
  /** The owner's own row: their password and their sessions stand in their profile. */
  isOwn: boolean;
};

/** The open row of a member. Its hidden fields carry what stood, so that two owners do not overwrite each other unseen. */
export function ChangeMember({ workspace, row, teams, isOwn }: Props) {
  return (
    <div className="grid basis-full gap-5 pt-2 pb-3">
      <ActionForm action={changeMemberAction.bind(null, workspace)} className="form" label={`Change ${row.name}`}>
        <input type="hidden" name="memberId" value={row.id} />
        <input type="hidden" name="seenRole" value={row.role} />
        <input type="hidden" name="seenTeamId" value={row.teamId ?? ""} />
        <div className="fields">
          <FormSelect
            label="Role"
            name="role"
            defaultValue={row.role}
            options={roleChoices}
            help="A new role signs them out, so that it begins with a new session."
          />
          <FormSelect
            label="Team"
            name="teamId"
            defaultValue={row.teamId ?? ""}
            nothing="No team: neutral"
            options={teamChoices(teams)}
          />
        </div>
        <div className="buttons">
          <SubmitButton>Save</SubmitButton>
          <ButtonLink variant="plain" href="?">
            Leave as it is
          </ButtonLink>
        </div>
      </ActionForm>
      {!isOwn && <TheirWayIn {...{ workspace, row }} />}
      <ActionForm action={removeMemberAction.bind(null, workspace)} className="form border-t border-line pt-4">
        <input type="hidden" name="memberId" value={row.id} />
        <p className="quiet">
          Taken out of the workspace, {row.name} can enter no more. What they wrote stays, and an invitation brings them
          back.
        </p>
        <div className="buttons">
          <SubmitButton variant="edged">Take out of the workspace</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
