import type { Metadata } from "next";
import { openPage } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { database } from "@/db/client";
import { findInvitation, notStanding } from "@/lib/people/accept-invitation";
import { timeZones } from "@/lib/people/places";
import { roleWords } from "@/lib/people/role-words";
import { DoorFrame } from "../../door-frame";
import { signOutAction } from "../../sign-in/actions";
import { joinAction, joinAsNewcomerAction, signInAndJoinAction } from "./actions";

export const metadata: Metadata = { title: "Invitation" };

type Invitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const user = await openPage("whoever is invited may not have an account yet; the token in the address is asked");
  const { token } = await params;
  const invitation = await findInvitation(database(), token);
  if (!invitation) return <NoInvitation words="Nobody was invited with this link. Check that it was copied whole." />;
  if (invitation.state !== "open") return <NoInvitation words={notStanding[invitation.state]} />;
  return (
    <DoorFrame form title={`Join ${invitation.workspace}`} under={<WhoAndWhat {...invitation} />}>
      <Way {...{ token, invitation }} signedInAs={user?.email} />
    </DoorFrame>
  );
}

function NoInvitation({ words }: { words: string }) {
  return (
    <DoorFrame title="This invitation does not hold" lead={words}>
      <div className="buttons mt-7">
        <ButtonLink href="/sign-in">Sign in</ButtonLink>
      </div>
    </DoorFrame>
  );
}

function WhoAndWhat({ invitedBy, teamName, role, email }: Invitation) {
  return (
    <>
      {invitedBy} invites {email} {teamName ? `to the team ${teamName}` : "as somebody who belongs to neither side"}, in
      the role “{roleWords[role].name}”: {roleWords[role].may}
    </>
  );
}

type WayProps = { token: string; invitation: Invitation; signedInAs: string | undefined };

/** The way in depends on whether this address has an account, and on who is signed in here. */
function Way({ token, invitation, signedInAs }: WayProps) {
  const hidden = <input type="hidden" name="token" value={token} />;
  if (signedInAs === invitation.email)
    return (
      <ActionForm action={joinAction} className="form">
        {hidden}
        <SubmitButton>Join {invitation.workspace}</SubmitButton>
      </ActionForm>
    );
  if (signedInAs)
    return (
      <ActionForm action={signOutAction} className="form">
        <p>
          You are signed in as {signedInAs}. The invitation is for {invitation.email}: sign out, then open the link
          again.
        </p>
        <SubmitButton>Sign out</SubmitButton>
      </ActionForm>
    );
  if (invitation.isKnown)
    return (
      <ActionForm action={signInAndJoinAction} className="form">
        {hidden}
        <FormField
          label="E-mail address"
          name="email"
          type="email"
          defaultValue={invitation.email}
          readOnly
          autoComplete="username"
        />
        <FormField
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          help="This address has an account here already. Its password is asked, and stays as it is."
          required
        />
        <SubmitButton>Sign in and join</SubmitButton>
      </ActionForm>
    );
  return (
    <ActionForm action={joinAsNewcomerAction} className="form">
      {hidden}
      <FormField
        label="E-mail address"
        name="email"
        type="email"
        defaultValue={invitation.email}
        readOnly
        autoComplete="username"
      />
      <FormField label="Your name" name="name" autoComplete="name" required />
      <FormField
        label="Choose a password"
        name="password"
        type="password"
        autoComplete="new-password"
        help="At least 12 characters: a short sentence is easy to remember."
        required
      />
      <FormSelect
        label="Your time zone"
        name="timeZone"
        defaultValue={invitation.timeZone}
        options={timeZones(invitation.timeZone).map((name) => ({ value: name, label: name }))}
      />
      <SubmitButton>Join</SubmitButton>
    </ActionForm>
  );
}
