import type { ReactNode } from "react";
import type { Member } from "@/lib/access/member";
import type { SignalWait } from "@/lib/measures/waiting";
import { Wait } from "./wait";

type SignalWaitsProps = {
  workspace: string;
  member: Member;
  waits: SignalWait[];
  mark: (relationshipId: string, teamId: string | null) => ReactNode;
};

/** Measures of the member's own whose chart shows a signal that nobody has answered. */
export function SignalWaits({ workspace, member, waits, mark }: SignalWaitsProps) {
  return waits.map(({ measureId, name, relationshipId, signals }) => (
    <Wait
      key={measureId}
      verb="Look"
      action="Look at the chart"
      href={`/w/${workspace}/trends/measures/${measureId}`}
      who={
        <>
          {mark(relationshipId, member.teamId)} yours · {signals === 1 ? "a signal waits" : `${signals} signals wait`}{" "}
          for an answer
        </>
      }
    >
      {name}
    </Wait>
  ));
}
