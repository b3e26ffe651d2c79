import { ActionForm } from "@/app/_ui/form";
import { Link } from "@/app/_ui/link";
import { signOutAction } from "@/app/(public)/sign-in/actions";
import type { Member } from "@/lib/access/member";
import type { Relationship } from "@/lib/teams/sides";
import { chooseRelationshipAction } from "./actions";

type Props = {
  member: Member;
  workspace: string;
  relationships: Relationship[];
  shownId: string;
  workspaces: { slug: string; name: string }[];
};

/** What opens under the name at the top of the rail: other relationships, other workspaces, and the way out. */
export function Switcher({ member, workspace, relationships, shownId, workspaces }: Props) {
  return (
    <>
      {workspaces.length === 1 && <p className="label w-0 min-w-full">{member.workspace.name}</p>}
      {relationships.length > 1 &&
        relationships.map(({ id, name }) => (
          <ActionForm key={id} action={chooseRelationshipAction.bind(null, workspace)}>
            <input type="hidden" name="relationshipId" value={id} />
            <button type="submit" aria-current={id === shownId ? "true" : undefined}>
              {name}
            </button>
          </ActionForm>
        ))}
      {workspaces.length > 1 && (
        <>
          {relationships.length > 1 && <hr />}
          <p className="label">Workspaces</p>
          {workspaces.map(({ slug, name }) => (
            <Link key={slug} href={`/w/${slug}/today`} aria-current={slug === workspace ? "true" : undefined}>
              {name}
            </Link>
          ))}
        </>
      )}
      {member.workspace.isExample && (
        <p className="label w-0 min-w-full">
          This is the example. To start with your own teams, sign out and open the set-up link again.
        </p>
      )}
      <hr />
      <Link href={`/w/${workspace}/profile`}>Your profile</Link>
      <ActionForm action={signOutAction}>
        <button type="submit">Sign out</button>
      </ActionForm>
    </>
  );
}
