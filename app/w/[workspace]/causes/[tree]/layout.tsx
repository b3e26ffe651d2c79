import type { ReactNode } from "react";
import { findVisitor, heardUpTo } from "@/app/_server/visitor";
import { database } from "@/db/client";
import { mayShow, treeHead } from "@/lib/live/showing";
import { sidesOf } from "@/lib/teams/sides";
import { ShowRoom } from "./showing/show-room";

type Props = { children: ReactNode; params: Promise<{ workspace: string; tree: string }> };

/**
 * Around the pages of a tree, where one person may show it to all. It decides no rights and asks for nothing that the
 * pages need: each says for itself who may see it, and what is missing or cannot be read.
 */
export default async function TreeLayout({ children, params }: Props) {
  const { workspace, tree } = await params;
  const member = await findVisitor(workspace).catch(() => undefined);
  const head = member && (await treeHead(database(), member, tree).catch(() => undefined));
  if (!member || !head) return children;
  return (
    <ShowRoom
      workspace={workspace}
      treeId={tree}
      since={await heardUpTo(workspace)}
      meId={member.id}
      sides={sidesOf({ id: head.firstTeamId, name: head.firstName }, { id: head.secondTeamId, name: head.secondName })}
      mayShow={mayShow(member, head)}
    >
      {children}
    </ShowRoom>
  );
}
