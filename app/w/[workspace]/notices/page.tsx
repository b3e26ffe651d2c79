import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { dayOf, daysBetween, formatDay, relativeDay } from "@/app/_ui/dates";
import { Empty } from "@/app/_ui/empty";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { ListFoot } from "@/app/_ui/list-foot";
import { PageFrame } from "@/app/_ui/page-frame";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { groupBy } from "@/lib/causes/group-by";
import { readAgeKey, writeAgeKey } from "@/lib/improvements/age-key";
import { listNotices, type Notice } from "@/lib/notices/queries";
import { now } from "@/lib/text/clock";
import { readAllNoticesAction } from "./actions";
import { NoticeRow } from "./notice-row";

export const metadata: Metadata = { title: "Notices" };

/** What the member was told: what waits to be read by its day, then what is read or over. Nothing is told twice. */
export default async function NoticesPage({ params, searchParams }: PageProps<"/w/[workspace]/notices">) {
  const { workspace } = await params;
  const { after } = await searchParams;
  const member = await requireMember(workspace);
  const place = typeof after === "string" ? readAgeKey(after) : undefined;
  const [unread, earlier] = await Promise.all([
    place ? undefined : listNotices(database(), member, { of: "unread", limit: 100 }),
    listNotices(database(), member, { of: "earlier", after: place, limit: 40 }),
  ]);
  const waiting = unread?.notices ?? [];
  const at = `/w/${workspace}/notices`;
  const [latest] = waiting;
  const today = dayOf(now(), member.timeZone);
  const byDay = groupBy(
    waiting,
    ({ createdAt }) => dayOf(createdAt, member.timeZone),
    (notice) => notice,
  );
  return (
    <PageFrame
      title="Notices"
      className="notices"
      tools={
        <>
          {latest && (
            <ActionForm action={readAllNoticesAction.bind(null, workspace)} label="Mark all notices read">
              {/* To the next whole moment, for the row keeps parts of a millisecond that a Date does not. */}
              <input type="hidden" name="upTo" value={new Date(latest.createdAt.getTime() + 1).toISOString()} />
              <SubmitButton variant="edged" small>
                Mark all read
              </SubmitButton>
            </ActionForm>
          )}
          <ButtonLink small href={`/w/${workspace}/profile/notices`}>
            How you are told
          </ButtonLink>
        </>
      }
    >
      {waiting.length + earlier.notices.length === 0 && !place && <Nothing workspace={workspace} />}
      {waiting.length === 0 && earlier.notices.length > 0 && !place && <p className="note">Nothing is unread.</p>}
      {[...byDay].map(([day, ofDay]) => (
        <section key={day} className="waits" aria-label={dayWords(day, today, member)}>
          <SectionTitle n={ofDay.length}>{dayWords(day, today, member)}</SectionTitle>
          {ofDay.map((notice) => (
            <NoticeRow key={notice.id} {...{ workspace, member, notice, today }} />
          ))}
        </section>
      ))}
      {unread?.older && (
        <p className="note">The latest 100 are shown. Read or put aside some of them to see the rest.</p>
      )}
      {(earlier.notices.length > 0 || place) && <Earlier {...{ workspace, member, today }} notices={earlier.notices} />}
      <ListFoot
        first={place && at}
        older={earlier.older ? `${at}?after=${encodeURIComponent(writeAgeKey(earlier.older))}` : undefined}
      />
    </PageFrame>
  );
}

type EarlierProps = { workspace: string; member: Member; notices: Notice[]; today: string };

function Earlier({ notices, ...rest }: EarlierProps) {
  return (
    <section className="waits" aria-label="Earlier">
      <SectionTitle>Earlier</SectionTitle>
      {notices.length === 0 && <p className="note pt-3">There is nothing further back.</p>}
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} {...rest} />
      ))}
    </section>
  );
}

function Nothing({ workspace }: { workspace: string }) {
  return (
    <Empty
      action={
        <ButtonLink variant="primary" href={`/w/${workspace}/today`}>
          See what waits today
        </ButtonLink>
      }
    >
      What falls due, who names you and what comes back is told here, once, with the step that comes next.
    </Empty>
  );
}

function dayWords(day: string, today: string, { locale }: Member): string {
  const ago = daysBetween(day, today);
  const words = ago === 0 || ago === 1 ? relativeDay(-ago, locale) : formatDay(day, locale, "weekday");
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
