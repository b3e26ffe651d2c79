import { v7 } from "uuid";
import { formatInstant } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import { Saved } from "@/app/_ui/saved";
import type { Member } from "@/lib/access/member";
import type { findNoticeSettings } from "@/lib/mail/notice-settings";
import { sendTestMailAction, tryAddressAgainAction } from "./actions";

type Settings = Awaited<ReturnType<typeof findNoticeSettings>>;
type Props = { workspace: string; member: Member; settings: Settings };

/** Where mail goes, whether it is taken there, and a mail to see it. */
export function MailAddress({ workspace, member, settings: { email, refusal, test } }: Props) {
  const at = (instant: Date) => formatInstant(instant, member.locale, member.timeZone);
  if (refusal)
    return (
      <>
        <p role="status">
          The mail server does not take mail to {email} since {at(refusal.at)}: {refusal.why} No mail is sent there
          until you try it again.
        </p>
        <ActionForm action={tryAddressAgainAction.bind(null, workspace)} className="form">
          <RowId first={v7()} />
          <div className="buttons">
            <SubmitButton variant="edged">Try this address again</SubmitButton>
          </div>
        </ActionForm>
      </>
    );
  return (
    <>
      <p>Mail goes to {email}.</p>
      <ActionForm action={sendTestMailAction.bind(null, workspace)} className="form" label="Try it">
        <RowId first={v7()} />
        <div className="buttons">
          <SubmitButton variant="edged">Send me a mail now</SubmitButton>
          <Saved words="It is on its way" />
        </div>
      </ActionForm>
      {test && <p className="quiet">{testWords(test, at)}</p>}
    </>
  );
}

function testWords({ state, failure, createdAt, sentAt }: NonNullable<Settings["test"]>, at: (on: Date) => string) {
  if (state === "sent" && sentAt) return `The mail of ${at(sentAt)} was taken by the mail server.`;
  if (state === "queued") return `The mail of ${at(createdAt)} is on its way.`;
  return `The mail of ${at(createdAt)} was not taken: ${failure ?? "the mail server gave no reason."}`;
}
