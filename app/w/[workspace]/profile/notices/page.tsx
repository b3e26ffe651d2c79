import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { PageFrame } from "@/app/_ui/page-frame";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { findNoticeSettings } from "@/lib/mail/notice-settings";
import { mailIsOn } from "@/lib/mail/settings";
import { CalendarAddress } from "./calendar-address";
import { HowTold } from "./how-told";
import { MailAddress } from "./mail-address";

export const metadata: Metadata = { title: "Mail and calendar" };

/** How a member is told beyond the app: mail, and a calendar of their own. */
export default async function NoticeSettingsPage({ params }: PageProps<"/w/[workspace]/profile/notices">) {
  const { workspace } = await params;
  const member = await requireMember(workspace);
  const settings = await findNoticeSettings(database(), member);
  return (
    <PageFrame
      title="Mail and calendar"
      crumbs={[{ label: "Your profile", href: `/w/${workspace}/profile` }, { label: "Mail and calendar" }]}
      note="What waits for you always stands in the app, too."
    >
      <section className="setting" aria-labelledby="mail">
        <SectionTitle id="mail">Mail</SectionTitle>
        <WhetherMail isOn={mailIsOn()} isExample={member.workspace.isExample} />
        <HowTold
          workspace={workspace}
          choice={settings.choice}
          locale={member.locale}
          timeZone={member.timeZone}
          workspaceTimeZone={member.workspace.timeZone}
        />
      </section>
      {mailIsOn() && (
        <section className="setting" aria-labelledby="address">
          <SectionTitle id="address">Your address</SectionTitle>
          <MailAddress workspace={workspace} member={member} settings={settings} />
        </section>
      )}
      <section className="setting" aria-labelledby="calendar">
        <SectionTitle id="calendar">Your calendar</SectionTitle>
        <CalendarAddress workspace={workspace} hasOne={settings.hasCalendar} />
      </section>
    </PageFrame>
  );
}

function WhetherMail({ isOn, isExample }: { isOn: boolean; isExample: boolean }) {
  if (!isOn)
    return <p>This installation has no mail server, so no mail is sent. What you choose here holds once it has one.</p>;
  if (isExample) return <p>The example writes to nobody. What you choose here shows how it would be.</p>;
  return null;
}
