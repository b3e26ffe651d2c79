import type { ImprovementCard } from "@/lib/improvements/cards";
import type { LaneLimits } from "@/lib/improvements/lane-limits";
import type { Lane } from "@/lib/improvements/moves";
import { phaseWords } from "@/lib/text/words";

type MovedProps = {
  cards: ImprovementCard[];
  movedId: string | undefined;
  held: Record<Lane, number>;
  limits: LaneLimits;
};

/** Says where a card went. Work that has started is not taken back, for its prediction is fixed: there is no undo. */
export function Moved({ cards, movedId, held, limits }: MovedProps) {
  const card = cards.find(({ id }) => id === movedId);
  const most = limits.do;
  const isOver = most !== undefined && held.do > most;
  const words =
    card?.phase === "do" &&
    [
      `“${card.title}” is in ${phaseWords.do} now. Its prediction and check plan are fixed.`,
      isOver && `That makes ${held.do} of ${most} there: what could be finished first?`,
    ]
      .filter(Boolean)
      .join(" ");
  return (
    <p className="board-said" role="status" aria-label="What moved">
      {words}
    </p>
  );
}
