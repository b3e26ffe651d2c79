import type { ReactNode } from "react";
import { formatDay } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import type { RecurrenceSign } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import type { CameBackNews } from "@/lib/today/follow-through";
import type { Waiting } from "@/lib/today/queries";
import { seeRecurrenceAction } from "../improvements/actions";
import { Wait } from "./wait";

type Marks = { mark: (relationshipId: string, teamId: string | null) => ReactNode };

const signWords: Record<RecurrenceSign, string> = {
  incident: "its root cause came back",
  sustain_check: "the other side says that the gain is lost",
  standard_review: "its standard does not hold",
};

/** Told until it was seen: what came back although it was in place. To look at it is a deed of the member's own. */
export function CameBackWaits({ workspace, cameBack, mark }: { workspace: string; cameBack: CameBackNews[] } & Marks) {
  return cameBack.map(({ improvementId, title, relationshipId, ownerTeamId, sign, incident, reopened, more }) => (
    <article className="wait" key={improvementId}>
      <span className="verb">Came back</span>
      <div className="what">
        {title}
        <span className="who">
          {mark(relationshipId, ownerTeamId)} {incident ? `“${incident}”: ` : ""}
          {signWords[sign]}
          {more > 0 && `, and ${more} more`} · {reopened ? "it is in plan again" : "it is written down there"}
        </span>
      </div>
      <ActionForm action={seeRecurrenceAction.bind(null, workspace)} label={`Look at ${title}`}>
        <input type="hidden" name="improvementId" value={improvementId} />
        <SubmitButton variant="edged" small>
          Look
        </SubmitButton>
      </ActionForm>
    </article>
  ));
}

type WaitsProps = Marks & {
  workspace: string;
  member: Member;
  waiting: Waiting;
  mySide: (relationshipId: string) => string;
};

/** What was found effective and is looked at again, and what lost its owner. */
export function FollowThroughWaits({ workspace, member, waiting, mark, mySide }: WaitsProps) {
  const at = (id: string) => `/w/${workspace}/improvements/${id}`;
  const since = (day: string) => formatDay(day, member.locale, "long");
  return (
    <>
      {waiting.sustainAsks.map(({ improvementId, title, relationshipId, ownerTeamId, afterDays, dueOn }) => (
        <Wait
          key={improvementId}
          verb="Still true?"
          action="Say it"
          href={at(improvementId)}
          who={
            <>
              {mark(relationshipId, ownerTeamId)} does it still hold after {afterDays} days? · {mySide(relationshipId)}{" "}
              says, since {since(dueOn)}
            </>
          }
        >
          {title}
        </Wait>
      ))}
      {waiting.reviews.map(({ improvementId, title, relationshipId, ownerTeamId, reviewOn, isMine }) => (
        <Wait
          key={improvementId}
          verb="Review"
          action="Look at it"
          href={at(improvementId)}
          who={
            <>
              {mark(relationshipId, ownerTeamId)} the standard {isMine ? "that you keep" : "whose keeper has left"} ·
              its review is due since {since(reviewOn)}
            </>
          }
        >
          {title}
        </Wait>
      ))}
      {waiting.ownerless.map(({ improvementId, title, relationshipId, ownerTeamId, ownerName }) => (
        <Wait
          key={improvementId}
          verb="Find an owner"
          action="Open"
          href={at(improvementId)}
          who={
            <>
              {mark(relationshipId, ownerTeamId)} {ownerName} has left · who takes it on?
            </>
          }
        >
          {title}
        </Wait>
      ))}
    </>
  );
}
