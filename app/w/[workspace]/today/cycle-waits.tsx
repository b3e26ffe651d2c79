import { formatDay } from "@/app/_ui/dates";
import type { Member } from "@/lib/access/member";
import type { CycleWait } from "@/lib/cycles/waiting";
import type { Relationship } from "@/lib/teams/sides";
import { SideMark } from "../history";
import { Wait } from "./wait";

type CycleWaitsProps = { workspace: string; member: Member; waits: CycleWait[]; relationships: Relationship[] };

/** What the cycles ask of this member: an answer for their side, somebody of the other side, a review. */
export function CycleWaits({ workspace, member, waits, relationships }: CycleWaitsProps) {
  return waits.map((wait) => {
    const { asks, cycleId, cycle, relationshipId, objectiveId, title, since } = wait;
    const relationship = relationships.find(({ id }) => id === relationshipId);
    const mine = relationship?.sides.find(({ id }) => id === member.teamId);
    const other = relationship?.sides.find(({ id }) => id !== member.teamId);
    const day = since ? formatDay(since, member.locale, "long") : "";
    const words = {
      answer: { verb: "Answer", action: "Agree or change", who: `${mine?.name ?? "your side"} has not agreed to it` },
      partner: {
        verb: "Find a pair",
        action: "Open",
        who: `you own it, nobody of ${other?.name ?? "the other side"} does yet`,
      },
      owner: {
        verb: "Name an owner",
        action: "Open",
        who: `whoever owned it for ${mine?.name ?? "your side"} has left`,
      },
      review: { verb: "Review", action: "Review", who: `due since ${day}` },
      end: { verb: "Review", action: "Open", who: `its last day was ${day}` },
    }[asks];
    const at = `/w/${workspace}/cycles/${cycleId}`;
    return (
      <Wait
        key={`${asks} ${objectiveId ?? cycleId}`}
        verb={words.verb}
        action={words.action}
        href={asks === "review" ? `${at}/review` : at}
        who={
          <>
            {relationship && <SideMark relationship={relationship} teamId={member.teamId} />} {words.who}
            {title && ` · in the cycle ${cycle}`}
          </>
        }
      >
        {title ?? `The cycle ${cycle}`}
      </Wait>
    );
  });
}
