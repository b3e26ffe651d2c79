import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import type { ImprovementCard } from "@/lib/improvements/cards";
import { type Lane, type Move, movesOf } from "@/lib/improvements/moves";
import { isOpenPhase, judgeFault, startFaults } from "@/lib/improvements/pdca";
import type { Relationship } from "@/lib/teams/sides";

/** Where this reader may move a card, and what each way asks for; nothing for whoever only reads. */
export function movesOfCard(card: ImprovementCard, relationship: Relationship, member: Member): Move[] {
  if (!may(member.role, "improvement:work") || !isOpenPhase(card.phase)) return [];
  const [first, second] = relationship.sides;
  const sideIds = [first.id, second.id] as const;
  const sideOf = (teamId: string | null) => sideIds.find((id) => id === teamId) ?? null;
  const ownerSideId = sideOf(card.ownerTeamId);
  const judge = { ownerId: card.ownerId, ownerSideId, sideIds };
  const planned = {
    ...card,
    sideIds,
    ownerSideId,
    whyIds: card.actsOn.filter(({ is }) => is !== "root_cause").map(({ id }) => id),
    rootCauseIds: card.actsOn.filter(({ is }) => is === "root_cause").map(({ id }) => id),
  };
  const written = { ...card, text: card.prediction, checkerSideId: sideOf(card.checkerTeamId) };
  return movesOf({
    kind: card.kind,
    phase: card.phase as Lane,
    verdict: card.check?.verdict ?? null,
    missing: card.phase === "plan" ? startFaults(planned, written) : [],
    notJudge: judgeFault({ ...judge, memberId: member.id, memberSideId: sideOf(member.teamId) }),
  });
}
