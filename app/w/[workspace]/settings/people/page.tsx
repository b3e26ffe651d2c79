import type { Metadata } from "next";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { Link } from "@/app/_ui/link";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { listInvitations } from "@/lib/people/invitations";
import { listMembersByPage, listTeams } from "@/lib/teams/queries";
import { SettingsFrame } from "../settings-frame";
import { FindMembers } from "./find-members";
import { InvitationList } from "./invitation-list";
import { InviteForm } from "./invite-form";
import { MemberList } from "./member-list";
import { membersAsked, peopleAddress } from "./people-address";
import { RoleMeanings } from "./role-meanings";

export const metadata: Metadata = { title: "People" };

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Record<string, unknown>> };

export default async function PeoplePage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const member = await requireMember(workspace);
  const { change, ...query } = await searchParams;
  const asked = membersAsked.parse(query);
  const db = database();
  const mayInvite = may(member.role, "people:invite");
  const [{ members, all, next }, teams, invitations, shown] = await Promise.all([
    listMembersByPage(db, member, asked),
    listTeams(db, member),
    mayInvite ? listInvitations(db, member) : [],
    chosenRelationship(member),
  ]);
  const changing = may(member.role, "people:manage") && typeof change === "string" ? change : undefined;
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="People">
      <section className="setting" aria-labelledby="members">
        <SectionTitle id="members" n={all}>
          Members
        </SectionTitle>
        {all > members.length && <FindMembers workspace={workspace} text={asked.text} />}
        <MemberList {...{ workspace, member, members, teams, changing, asked }} sides={shown.sides} />
        {(next || asked.after) && (
          <p className="buttons">
            {asked.after && (
              <Link className="link" href={peopleAddress(workspace, { text: asked.text })}>
                From the beginning
              </Link>
            )}
            {next && (
              <Link className="link" href={peopleAddress(workspace, { text: asked.text, after: next })}>
                The next ones
              </Link>
            )}
          </p>
        )}
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
