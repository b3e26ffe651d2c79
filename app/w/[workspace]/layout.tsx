import type { ReactNode } from "react";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { findEntry } from "@/app/_server/visitor";
import { AppFrame } from "@/app/_ui/app-frame";
import { Notice } from "@/app/_ui/notice";
import { hasRoom, noRoom } from "@/db/room";
import type { Side } from "@/lib/teams/sides";
import { placesFor } from "./places-for";
import { Switcher } from "./switcher";

type Props = { children: ReactNode; params: Promise<{ workspace: string }> };

/** The frame around every page of a workspace. It decides no rights: each page asks for itself, also who has no frame. */
export default async function WorkspaceLayout({ children, params }: Props) {
  const { workspace } = await params;
  const entry = await findEntry(workspace);
  if (!entry) return children;
  const { member, relationships, workspaces, unread } = entry;
  const [shown, isFull] = await Promise.all([chosenRelationship(member), hasRoom().then((room) => !room)]);
  const [a, b] = shown.sides;
  const side = shown.sides.find(({ id }) => id === member.teamId);
  const team = relationships.flatMap(({ sides }) => sides).find(({ id }) => id === member.teamId)?.name;
  const { name: workspaceName, isExample } = member.workspace;
  return (
    <AppFrame
      rail={{
        ...placesFor(workspace, member.role, unread),
        workspaceName,
        relationship: { name: shown.name, a: nameOf(a), b: nameOf(b) },
        switcher: (
          <Switcher
            {...{ workspace, workspaceName }}
            relationships={severalOf(relationships.map(({ id, name }) => ({ id, name })))}
            shownId={shown.id}
            workspaces={severalOf(workspaces)}
            {...(isExample && { isExample })}
          />
        ),
        me: {
          name: member.name,
          side: side?.place ?? "n",
          note: team ? `${team}, ${member.role}` : member.role,
          href: `/w/${workspace}/profile`,
          ...(team && { team }),
        },
      }}
    >
      {isFull && <Notice float>{noRoom}</Notice>}
      {children}
    </AppFrame>
  );
}

const nameOf = ({ letter, name }: Side) => ({ letter, name });

/** Where there is but one, there is nothing to change to. */
const severalOf = <T,>(all: T[]): T[] => (all.length > 1 ? all : []);
