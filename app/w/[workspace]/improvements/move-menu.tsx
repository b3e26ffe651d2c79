import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import type { ImprovementCard } from "@/lib/improvements/cards";
import type { Move } from "@/lib/improvements/moves";
import { phaseWords } from "@/lib/text/words";
import { askedAddress } from "./asked-address";
import { moveImprovementAction } from "./board-actions";
import { type Address, addressOf } from "./filters";
import { MoveAtOnce } from "./move-at-once";

type MoveMenuProps = { workspace: string; address: Address; card: ImprovementCard; moves: Move[] };

/**
 * The lanes a card may go to, and why it may not go to the others. It works without scripts; what drags cards and moves
 * them by keys reads its ways from here, so that all three offer the same.
 */
export function MoveMenu({ workspace, address, card, moves }: MoveMenuProps) {
  const entries = moves.map((move) => <Way key={move.to} {...{ workspace, card, move }} />);
  const opener = (
    <summary aria-label={`Move “${card.title}” to…`}>
      <Icon name="moves" />
    </summary>
  );
  if (!moves.some(({ how }) => how === "now"))
    return (
      <details className="menu from-right move">
        {opener}
        <div className="menu-sheet">{entries}</div>
      </details>
    );
  const board = addressOf(workspace, address).split("?")[1] ?? "";
  return (
    <MoveAtOnce action={moveImprovementAction.bind(null, workspace)} opener={opener}>
      <input type="hidden" name="improvementId" value={card.id} />
      <input type="hidden" name="version" value={card.version} />
      <input type="hidden" name="board" value={board} />
      {entries}
    </MoveAtOnce>
  );
}

function Way({
  workspace,
  card,
  move: { to, how, words },
}: Pick<MoveMenuProps, "workspace" | "card"> & { move: Move }) {
  const said = (
    <>
      <span>{phaseWords[to]}</span>
      <small>{words}</small>
    </>
  );
  const data = { "data-to": to, "data-how": how };
  if (how === "now")
    return (
      <button type="submit" name="to" value={to} {...data}>
        {said}
      </button>
    );
  if (how === "asks")
    return (
      <Link href={askedAddress(workspace, card.id, to)} {...data}>
        {said}
      </Link>
    );
  return (
    <p className="closed" {...data}>
      {said}
    </p>
  );
}
