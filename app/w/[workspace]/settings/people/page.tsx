import type { Metadata } from "next";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { listInvitations } from "@/lib/people/invitations";
import { listMembers, listTeams } from "@/lib/teams/queries";
import { SettingsFrame } from "../settings-frame";
import { InvitationList } from "./invitation-list";
import { InviteForm } from "./invite-form";
import { MemberList } from "./member-list";
import { RoleMeanings } from "./role-meanings";

export const metadata: Metadata = { title: "People" };

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<{ change?: string | string[] }> };

export default async function PeoplePage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const member = await requireMember(workspace);
  const { change } = await searchParams;
  const db = database();
  const mayInvite = may(member.role, "people:invite");
  const [members, teams, invitations, shown] = await Promise.all([
    listMembers(db, member),
    listTeams(db, member),
    mayInvite ? listInvitations(db, member) : [],
    chosenRelationship(member),
  ]);
  const changing = may(member.role, "people:manage") && typeof change === "string" ? change : undefined;
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="People">
      <section className="setting" aria-labelledby="members">
        <SectionTitle id="members" n={members.length}>
          Members
        </SectionTitle>
        <MemberList {...{ workspace, member, members, teams, changing }} sides={shown.sides} />
        <RoleMeanings />
      </section>
      {mayInvite && !changing && (
        <section className="setting" aria-labelledby="invite">
          <SectionTitle id="invite">Invite somebody</SectionTitle>
          <p>
            You get a link to pass on. It holds for 72 hours, for the address you name and no other, and lets in one
            person once.
          </p>
          <InviteForm {...{ workspace, teams }} role={member.role} />
        </section>
      )}
      {invitations.length > 0 && (
        <section className="setting" aria-labelledby="invitations">
          <SectionTitle id="invitations" n={invitations.length}>
            Open invitations
          </SectionTitle>
          <InvitationList {...{ workspace, member, invitations }} />
        </section>
      )}
    </SettingsFrame>
  );
}
