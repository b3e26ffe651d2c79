import type { ReactNode } from "react";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { findVisitor } from "@/app/_server/visitor";
import { AppFrame } from "@/app/_ui/app-frame";
import { database } from "@/db/client";
import { listWorkspacesOf } from "@/lib/people/sessions";
import { placesFor } from "./places-for";
import { Switcher } from "./switcher";

type Props = { children: ReactNode; params: Promise<{ workspace: string }> };

/** The frame around every page of a workspace. It decides no rights: each page asks for itself, also who has no frame. */
export default async function WorkspaceLayout({ children, params }: Props) {
  const { workspace } = await params;
  const member = await findVisitor(workspace);
  if (!member) return children;
  const [relationships, shown, workspaces] = await Promise.all([
    relationshipsOf(member),
    chosenRelationship(member),
    listWorkspacesOf(database(), member.userId),
  ]);
  const [a, b] = shown.sides;
  const side = shown.sides.find(({ id }) => id === member.teamId);
  const team = relationships.flatMap(({ sides }) => sides).find(({ id }) => id === member.teamId)?.name;
  return (
    <AppFrame
      rail={{
        ...placesFor(workspace, member.role),
        workspaceName: member.workspace.name,
        relationship: { name: shown.name, a, b },
        switcher: <Switcher {...{ member, workspace, relationships, workspaces }} shownId={shown.id} />,
        me: {
          name: member.name,
          side: side?.place ?? "n",
          team,
          note: team ? `${team}, ${member.role}` : member.role,
          href: `/w/${workspace}/profile`,
        },
      }}
    >
      {children}
    </AppFrame>
  );
}
