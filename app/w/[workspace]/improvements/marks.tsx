import { Icon } from "@/app/_ui/icon";
import type { CardRow } from "@/lib/improvements/cards";
import { isJudged } from "@/lib/improvements/pdca";
import { otherSide, type Relationship, sideById } from "@/lib/teams/sides";
import { SideMark } from "../history";

/** The owner's side, then the one who checks: never the same mark. */
export function OwnerAndChecker({ relationship, card }: { relationship: Relationship; card: CardRow }) {
  if (!card.ownerId) return <span>no owner yet</span>;
  const owner = sideById(relationship, card.ownerTeamId);
  const checkerTeamId = card.checkerId ? card.checkerTeamId : owner ? otherSide(relationship, owner.id)?.id : undefined;
  return (
    <span className="marks" title={isJudged(card.kind) ? "Owner, then the one who checks" : "Owner"}>
      <SideMark relationship={relationship} teamId={card.ownerTeamId} />
      {isJudged(card.kind) && checkerTeamId && (
        <>
          <Icon name="right" className="icon w-2.5" />
          <SideMark relationship={relationship} teamId={checkerTeamId} />
        </>
      )}
    </span>
  );
}
