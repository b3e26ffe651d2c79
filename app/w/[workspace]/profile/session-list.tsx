import { formatInstant } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import type { Member } from "@/lib/access/member";
import { deviceWords } from "@/lib/people/device";
import type { listSessions } from "@/lib/people/sessions";
import { endSessionAction } from "./actions";

type Props = { member: Member; sessions: Awaited<ReturnType<typeof listSessions>> };

export function SessionList({ member, sessions }: Props) {
  const at = (instant: Date) => formatInstant(instant, member.locale, member.timeZone);
  return (
    <ul className="rows">
      {sessions.map(({ id, device, network, createdAt, lastSeenAt, isThis }) => (
        <li key={id}>
          <p className="who">
            {deviceWords(device)}
            {isThis && <strong> · this browser</strong>}
            <small>
              Signed in {at(createdAt)}
              {network && ` from ${network}`} · last seen {at(lastSeenAt)}, to the hour
            </small>
          </p>
          {!isThis && (
            <ActionForm action={endSessionAction} className="end">
              <input type="hidden" name="sessionId" value={id} />
              <SubmitButton
                variant="edged"
                small
                aria-label={`End the session begun ${at(createdAt)}: ${deviceWords(device)}`}
              >
                End this session
              </SubmitButton>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}
