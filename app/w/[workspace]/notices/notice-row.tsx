import { ButtonLink } from "@/app/_ui/button";
import { dayOf, formatDay, formatDayInList, formatTime } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import type { Member } from "@/lib/access/member";
import { nextSteps } from "@/lib/mail/next-steps";
import type { Notice } from "@/lib/notices/queries";
import { openNoticeAction, settleNoticeAction } from "./actions";

type NoticeRowProps = { workspace: string; member: Member; notice: Notice; today: string };

/** One notice: when, what it is about, why it is told, and the step that comes next, which reads it. */
export function NoticeRow({ workspace, member, notice, today }: NoticeRowProps) {
  const { id, kind, about, path, dueOn, createdAt, readAt, settledAt } = notice;
  const { says, step } = nextSteps[kind];
  const isUnread = !readAt && !settledAt;
  const when = isUnread
    ? formatTime(createdAt, member.locale, member.timeZone)
    : formatDayInList(dayOf(createdAt, member.timeZone), today, member.locale);
  return (
    <article className={isUnread ? "wait" : "wait read"} aria-label={about}>
      <span className="verb">{when}</span>
      <div className="what">
        {about}
        <span className="who">
          {says}
          {dueOn && ` · ${dueOn <= today ? "since" : "for"} ${formatDay(dueOn, member.locale, "long")}`}
          {settledAt && " · over"}
        </span>
      </div>
      <div className="deeds">
        {isUnread ? (
          <>
            <ActionForm action={openNoticeAction.bind(null, workspace)}>
              <input type="hidden" name="noticeId" value={id} />
              <SubmitButton variant="edged" small>
                {step}
                <span className="sr">: {about}</span>
              </SubmitButton>
            </ActionForm>
            <ActionForm action={settleNoticeAction.bind(null, workspace)}>
              <input type="hidden" name="noticeId" value={id} />
              <SubmitButton variant="plain" small>
                Put aside
                <span className="sr">: {about}</span>
              </SubmitButton>
            </ActionForm>
          </>
        ) : (
          <ButtonLink small variant={settledAt ? "plain" : "edged"} href={`/w/${workspace}${path}`}>
            {settledAt ? "Open" : step}
          </ButtonLink>
        )}
      </div>
    </article>
  );
}
