import { headers } from "next/headers";
import type { ReactNode } from "react";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { findEntry } from "@/app/_server/visitor";
import { Alone } from "@/app/_ui/alone";
import { AppFrame } from "@/app/_ui/app-frame";
import { noAnswerOf } from "@/app/_ui/no-answers";
import { Notice } from "@/app/_ui/notice";
import { hasRoom, noRoom } from "@/db/room";
import type { Side } from "@/lib/teams/sides";
import { placesFor } from "./places-for";
import { Switcher } from "./switcher";

type Props = { children: ReactNode; params: Promise<{ workspace: string }> };

/** The frame around every page of a workspace. It decides no rights: each page asks for itself, also who has no frame. */
export default async function WorkspaceLayout({ children, params }: Props) {
  const { workspace } = await params;
  const entry = await findEntry(workspace).catch(unanswered);
  if (entry instanceof NoAnswer) return <Unanswered {...entry} />;
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

/** Why there is no answer, in words. */
class NoAnswer {
  constructor(
    readonly title: string,
    readonly words: string,
  ) {}
}

function unanswered(error: unknown): NoAnswer {
  const known = noAnswerOf(error);
  if (!known) throw error;
  return new NoAnswer(known.title, known.words);
}

/** In place of the page, which fails for the same reason: a page that only fails is blank without scripts. */
async function Unanswered({ title, words }: NoAnswer) {
  const here = (await headers()).get("x-path") ?? "";
  const again = (
    <a className="button primary" href={here}>
      Try again
    </a>
  );
  return (
    <Alone title={title} actions={again}>
      <p>{words} Nothing you saved is lost. What you typed is still in the form if you go back.</p>
    </Alone>
  );
}

const nameOf = ({ letter, name }: Side) => ({ letter, name });

/** Where there is but one, there is nothing to change to. */
const severalOf = <T,>(all: T[]): T[] => (all.length > 1 ? all : []);
