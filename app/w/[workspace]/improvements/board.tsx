import { Link } from "@/app/_ui/link";
import type { Member } from "@/lib/access/member";
import type { LaneLimits } from "@/lib/improvements/lane-limits";
import type { BoardLane } from "@/lib/improvements/queries";
import type { Relationship } from "@/lib/teams/sides";
import { phaseWords } from "@/lib/text/words";
import { BoardHands } from "./board-hands";
import { Card } from "./card";
import { type Address, addressOf } from "./filters";
import { LaneHead } from "./lane-head";
import { laneWords, type Reader } from "./words";

export type BoardProps = {
  workspace: string;
  address: Address;
  lanes: BoardLane[];
  /** All that each lane holds, whatever is filtered. */
  held: Record<BoardLane["phase"], number>;
  limits: LaneLimits;
  relationships: Relationship[];
  /** The one that is shown; none: all of them, and then no lane has a limit. */
  relationship: Relationship | undefined;
  member: Member;
  reader: Reader;
};

/** Plan, do, check, act: a lane each, the oldest cards on top, for what waits is to be seen; the rest is in the list. */
export function Board(props: BoardProps) {
  const { workspace, address, lanes, relationships, member, reader } = props;
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  return (
    <>
      <section className="board" aria-label="Board">
        {lanes.map((lane) => {
          const { phase, cards, of } = lane;
          return (
            <section key={phase} className="lane" aria-labelledby={`lane-${phase}`} data-lane={phase}>
              <LaneHead {...props} lane={lane} />
              <p>{laneWords[phase]}</p>
              <p className="drop-words" aria-hidden="true" />
              {cards.map((card) => {
                const relationship = byId.get(card.relationshipId);
                return (
                  relationship && <Card key={card.id} {...{ workspace, address, card, relationship, member, reader }} />
                );
              })}
              {of > cards.length && (
                <Link className="more" href={addressOf(workspace, address, { view: "age", phase, wall: undefined })}>
                  and {(of - cards.length).toLocaleString(reader.locale)} more
                  <span className="sr"> in {phaseWords[phase]}, by age</span>
                </Link>
              )}
            </section>
          );
        })}
      </section>
      {!address.wall && <BoardHands />}
    </>
  );
}
