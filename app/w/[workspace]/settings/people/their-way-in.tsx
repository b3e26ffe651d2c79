import { v7 } from "uuid";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import { Saved } from "@/app/_ui/saved";
import { mailIsOn } from "@/lib/mail/settings";
import type { MemberRow } from "@/lib/teams/queries";
import { ShownOnce } from "../shown-once";
import { endMemberSessionsAction, makeResetAction } from "./actions";

type Props = { workspace: string; row: MemberRow };

/** What an owner does when a member's password is forgotten or a device of theirs is lost. */
export function TheirWayIn({ workspace, row }: Props) {
  const ways = [
    { value: "mailed", label: `Mail it to ${row.email}` },
    { value: "shown", label: "Show it to me, to pass on" },
  ];
  return (
    <>
      <ActionForm
        action={makeResetAction.bind(null, workspace)}
        className="form border-t border-line pt-4"
        label={`A new password for ${row.name}`}
      >
        <RowId first={v7()} />
        <input type="hidden" name="memberId" value={row.id} />
        <p className="quiet">
          Forgotten their password? With a link {row.name} chooses a new one, within 30 minutes and once. Until then the
          old one holds; then all their sessions end.
        </p>
        {mailIsOn() ? (
          <FormChoices label="The link" name="way" defaultValue="mailed" options={ways} inLine />
        ) : (
          <input type="hidden" name="way" value="shown" />
        )}
        <ShownOnce
          label="The link for them"
          help="It is shown this once and opens their account: pass it on to that person alone."
        />
        <div className="buttons">
          <SubmitButton variant="edged">Make a link for a new password</SubmitButton>
          <Saved words="Done" />
        </div>
      </ActionForm>
      <ActionForm
        action={endMemberSessionsAction.bind(null, workspace)}
        className="form border-t border-line pt-4"
        label={`The sessions of ${row.name}`}
      >
        <input type="hidden" name="memberId" value={row.id} />
        <p className="quiet">
          A device was lost, or somebody else may sit at it? Signed out, {row.name} comes back with their password.
        </p>
        <div className="buttons">
          <SubmitButton variant="edged">Sign out everywhere</SubmitButton>
          <Saved words="Signed out everywhere" />
        </div>
      </ActionForm>
    </>
  );
}
