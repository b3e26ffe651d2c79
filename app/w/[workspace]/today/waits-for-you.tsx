import { daysBetween, formatDay, relativeDay } from "@/app/_ui/dates";
import { SectionTitle } from "@/app/_ui/section-title";
import type { Member } from "@/lib/access/member";
import type { Relationship } from "@/lib/teams/sides";
import { sentence } from "@/lib/text/counted";
import { dayIn } from "@/lib/text/days";
import type { Waiting } from "@/lib/today/queries";
import { SideMark } from "../history";
import { CycleWaits } from "./cycle-waits";
import { CameBackWaits, FollowThroughWaits } from "./follow-through-waits";
import { Mention } from "./mention";
import { SignalWaits } from "./signal-waits";
import { Wait } from "./wait";

type WaitsProps = {
  workspace: string;
  member: Member;
  waiting: Waiting;
  relationships: Relationship[];
  today: string;
};

/** What waits for this member, each with its verb, its words, who asks, and the way there. */
export function WaitsForYou({ workspace, member, waiting, relationships, today }: WaitsProps) {
  const { mentions, readBacks, verdicts, nextSteps, silences } = waiting;
  const count = Object.values(waiting).reduce((sum, { length }) => sum + length, 0);
  const at = (path: string) => `/w/${workspace}/${path}`;
  const of = (id: string) => relationships.find((relationship) => relationship.id === id) ?? relationships[0];
  const mySide = (id: string) => of(id)?.sides.find((side) => side.id === member.teamId)?.name ?? "your side";
  const mark = (relationshipId: string, teamId: string | null) => {
    const relationship = of(relationshipId);
    return relationship && <SideMark relationship={relationship} teamId={teamId} />;
  };
  return (
    <section className="waits" aria-label="Waits for you">
      <SectionTitle n={count || undefined}>Waits for you</SectionTitle>
      {count === 0 && <p className="note pt-3">Nothing waits for you today.</p>}
      {mentions.map((mention) => (
        <Mention key={mention.commentId} {...{ workspace, mention }}>
          {mark(mention.relationshipId ?? "", mention.sideId)} {mention.author} names you ·{" "}
          {daysAgo(mention.at, today, member)} · {mention.about}
        </Mention>
      ))}
      <CameBackWaits {...{ workspace, cameBack: waiting.cameBack, mark }} />
      {readBacks.map((ask) => (
        <Wait
          key={ask.whyId}
          verb="Read back"
          action="Read aloud"
          href={`${at(`causes/${ask.treeId}`)}?why=${ask.whyId}#read-back`}
          who={
            <>
              {mark(ask.relationshipId, ask.authorTeamId)}{" "}
              {ask.isMine
                ? `${mySide(ask.relationshipId)} has not signed it`
                : `${ask.author} asks ${mySide(ask.relationshipId)}`}
              {ask.more > 0 && ` · ${ask.more} more in this tree`} · {daysAgo(ask.askedAt, today, member)}
            </>
          }
        >
          {ask.text}, <em>therefore</em> {ask.above}
        </Wait>
      ))}
      {verdicts.map((card) => (
        <Wait
          key={card.id}
          verb="Give a verdict"
          action="Look and decide"
          href={at(`improvements/${card.id}`)}
          who={
            <>
              {mark(card.relationshipId, card.ownerTeamId)} {card.ownerName ?? "Nobody"} acted,{" "}
              {card.checkerId === member.id ? "you check" : `${mySide(card.relationshipId)} checks`} · the window is
              over
            </>
          }
        >
          {card.title}
        </Wait>
      ))}
      <FollowThroughWaits {...{ workspace, member, waiting, mark, mySide }} />
      {nextSteps.map((card) => (
        <Wait
          key={card.id}
          verb="Do next"
          action="Open"
          href={at(`improvements/${card.id}`)}
          who={
            <>
              {mark(card.relationshipId, member.teamId)} yours
              {card.checkerName && (
                <>
                  , with {mark(card.relationshipId, card.checkerTeamId)} {card.checkerName}
                </>
              )}{" "}
              · {card.phase === "plan" && card.isPredicted ? "start it" : stepWords[card.phase]}
              {card.dueOn && ` · due ${formatDay(card.dueOn, member.locale, "weekday")}`}
            </>
          }
        >
          {card.title}
        </Wait>
      ))}
      <SignalWaits {...{ workspace, member, mark }} waits={waiting.signals} />
      <CycleWaits {...{ workspace, member, relationships }} waits={waiting.cycles} />
      {silences.map((incident) => (
        <Wait
          key={incident.id}
          verb="Answer"
          action="Write"
          href={`${at(`incidents/${incident.id}`)}?write=1#perspectives`}
          who={
            <>
              {mark(incident.relationshipId, incident.sideId)} seen on{" "}
              {formatDay(incident.occurredOn, member.locale, "long")} · the {mySide(incident.relationshipId)}{" "}
              perspective is still empty
            </>
          }
        >
          “{sentence(incident.title)}” What did it look like from {mySide(incident.relationshipId)}?
        </Wait>
      ))}
    </section>
  );
}

const stepWords: Record<string, string> = {
  plan: "write the prediction",
  do: "put it in place",
  check: "say what came of it",
  act: "write down what follows from the verdict",
};

const daysAgo = (at: Date, today: string, { locale, timeZone }: Member) =>
  relativeDay(Math.min(0, daysBetween(today, dayIn(timeZone, at))), locale);
