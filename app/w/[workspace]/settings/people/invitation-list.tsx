import { formatInstant } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import type { Member } from "@/lib/access/member";
import type { listInvitations } from "@/lib/people/invitations";
import { withdrawInvitationAction } from "./actions";

type Props = { workspace: string; member: Member; invitations: Awaited<ReturnType<typeof listInvitations>> };

export function InvitationList({ workspace, member, invitations }: Props) {
  return (
    <ul className="rows">
      {invitations.map(({ id, email, role, teamName, invitedBy, expiresAt, isOver }) => (
        <li key={id} className={isOver ? "done" : undefined}>
          <p className="who">
            {email}
            <small>
              {teamName ?? "Neutral"}, {role} · by {invitedBy} · {isOver ? "ran out" : "until"}{" "}
              {formatInstant(expiresAt, member.locale, member.timeZone)}
            </small>
          </p>
          <ActionForm action={withdrawInvitationAction.bind(null, workspace)} className="end">
            <input type="hidden" name="invitationId" value={id} />
            <SubmitButton variant="edged" small aria-label={`Withdraw the invitation of ${email}`}>
              Withdraw
            </SubmitButton>
          </ActionForm>
        </li>
      ))}
    </ul>
  );
}
