import { ButtonLink } from "@/app/_ui/button";
import { Face } from "@/app/_ui/mark";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import type { MemberRow, MembersAsked } from "@/lib/teams/queries";
import type { Side } from "@/lib/teams/sides";
import { ChangeMember } from "./change-member";
import { peopleAddress } from "./people-address";

type Props = {
  workspace: string;
  member: Member;
  members: MemberRow[];
  teams: { id: string; name: string }[];
  sides: readonly Side[];
  /** Which of them the page shows, to come back to. */
  asked: MembersAsked;
  /** The member whose row is open. */
  changing: string | undefined;
};

export function MemberList({ workspace, member, members, teams, sides, asked, changing }: Props) {
  const mayManage = may(member.role, "people:manage");
  return (
    <ul className="rows">
      {members.map((row) => (
        <li key={row.id} id={row.id}>
          <Face
            side={sides.find(({ id }) => id === row.teamId)?.place ?? "n"}
            name={row.name}
            team={row.teamName ?? undefined}
          />
          <p className="who">
            {row.name}
            {row.id === member.id && <span className="quiet"> (you)</span>}
            <small>
              {row.teamName ?? "Neutral"}, {row.role} · {row.email}
            </small>
          </p>
          {mayManage && row.id !== changing && (
            <div className="end">
              <ButtonLink
                small
                href={`${peopleAddress(workspace, asked, row.id)}#${row.id}`}
                aria-label={`Change ${row.name}`}
              >
                Change
              </ButtonLink>
            </div>
          )}
          {mayManage && row.id === changing && (
            <ChangeMember {...{ workspace, row, teams }} isOwn={row.id === member.id} />
          )}
        </li>
      ))}
    </ul>
  );
}
