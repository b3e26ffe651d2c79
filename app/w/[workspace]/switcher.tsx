"use client";

import { ActionForm } from "@/app/_ui/form";
import { Link } from "@/app/_ui/link";
import { signOutAction } from "@/app/(public)/sign-in/actions";
import { chooseRelationshipAction } from "./actions";

type Props = {
  workspace: string;
  workspaceName: string;
  isExample?: true;
  /** None where there is only one. */
  relationships: { id: string; name: string }[];
  shownId: string;
  /** None where there is only this one. */
  workspaces: { slug: string; name: string }[];
};

/** What opens under the name at the top of the rail: other relationships, other workspaces, and the way out. */
export function Switcher({ workspace, workspaceName, isExample, relationships, shownId, workspaces }: Props) {
  return (
    <>
      {workspaces.length === 0 && <p className="label w-0 min-w-full">{workspaceName}</p>}
      {relationships.map(({ id, name }) => (
        <ActionForm key={id} action={chooseRelationshipAction.bind(null, workspace)}>
          <input type="hidden" name="relationshipId" value={id} />
          <button type="submit" aria-current={id === shownId ? "true" : undefined}>
            {name}
          </button>
        </ActionForm>
      ))}
      {workspaces.length > 0 && (
        <>
          {relationships.length > 0 && <hr />}
          <p className="label">Workspaces</p>
          {workspaces.map(({ slug, name }) => (
            <Link key={slug} href={`/w/${slug}/today`} aria-current={slug === workspace ? "true" : undefined}>
              {name}
            </Link>
          ))}
        </>
      )}
      {isExample && (
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
