import type { Metadata } from "next";
import { sessionToken } from "@/app/_server/auth";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormField, FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { PageFrame } from "@/app/_ui/page-frame";
import { Saved } from "@/app/_ui/saved";
import { SectionTitle } from "@/app/_ui/section-title";
import { signOutAction } from "@/app/(public)/sign-in/actions";
import { database } from "@/db/client";
import { locales, timeZones } from "@/lib/people/places";
import { findAccount } from "@/lib/people/profile";
import { listSessions } from "@/lib/people/sessions";
import { editProfileAction, endOtherSessionsAction } from "./actions";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";

export const metadata: Metadata = { title: "Your profile" };

const themes = [
  { value: "system", label: "As the system has it" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export default async function ProfilePage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const member = await requireMember(workspace);
  const db = database();
  const [account, sessions] = await Promise.all([
    findAccount(db, member.userId),
    listSessions(db, member.userId, (await sessionToken()) ?? ""),
  ]);
  return (
    <PageFrame title="Your profile" note={account?.email}>
      <section className="setting" aria-labelledby="you">
        <SectionTitle id="you">You</SectionTitle>
        <ActionForm action={editProfileAction.bind(null, workspace)} className="form">
          <FormField label="Name" name="name" defaultValue={member.name} autoComplete="name" required />
          <div className="fields">
            <FormSelect
              label="Days and figures"
              name="locale"
              defaultValue={member.locale}
              options={Object.entries(locales).map(([value, label]) => ({ value, label }))}
              help="How they are written; the words stay English."
            />
            <FormSelect
              label="Time zone"
              name="timeZone"
              defaultValue={member.timeZone}
              options={timeZones(member.timeZone).map((name) => ({ value: name, label: name }))}
            />
          </div>
          <FormChoices label="Light or dark" name="theme" defaultValue={member.theme} options={themes} inLine />
          <div className="buttons">
            <SubmitButton>Save</SubmitButton>
            <Saved />
          </div>
        </ActionForm>
      </section>
      <section className="setting" aria-labelledby="told">
        <SectionTitle id="told">Mail and calendar</SectionTitle>
        <p>How often you are written to and when not, and an address for the calendar you use elsewhere.</p>
        <div className="buttons mt-3">
          <ButtonLink href={`/w/${workspace}/profile/notices`}>Choose how you are told</ButtonLink>
        </div>
      </section>
      {account?.hasPassword && (
        <section className="setting" aria-labelledby="password">
          <SectionTitle id="password">Password</SectionTitle>
          <PasswordForm email={account.email} />
        </section>
      )}
      <section className="setting" aria-labelledby="sessions">
        <SectionTitle id="sessions" n={sessions.length}>
          Where you are signed in
        </SectionTitle>
        <SessionList member={member} sessions={sessions} />
        <div className="buttons mt-3">
          <ActionForm action={signOutAction}>
            <SubmitButton variant="edged">Sign out here</SubmitButton>
          </ActionForm>
          {sessions.length > 1 && (
            <ActionForm action={endOtherSessionsAction}>
              <SubmitButton variant="edged">End all others</SubmitButton>
            </ActionForm>
          )}
        </div>
        <p className="quiet mt-3">
          A session you do not know: end it, and choose a new password. The last part of each network address is not
          kept.
        </p>
      </section>
    </PageFrame>
  );
}
