import { Glyph } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Strength } from "@/app/_ui/strength";
import type { Member } from "@/lib/access/member";
import type { ImprovementCard } from "@/lib/improvements/cards";
import type { Relationship } from "@/lib/teams/sides";
import { type Address, addressOf } from "./filters";
import { OwnerAndChecker } from "./marks";
import { movesOfCard } from "./movable";
import { MoveMenu } from "./move-menu";
import { ageOf, blockedFor, cardLine, glyphOf, isStrength, type Reader, waitsFor, whenOf } from "./words";

type CardProps = {
  workspace: string;
  address: Address;
  card: ImprovementCard;
  relationship: Relationship;
  member: Member;
  reader: Reader;
};

/** One improvement on the board: what will be done about what, what is expected or was found, and who waits for whom. */
export function Card({ workspace, address, card, relationship, member, reader }: CardProps) {
  const { words, late } = whenOf(card, reader);
  const [cause, ...others] = card.actsOn;
  const isChosen = card.id === address.open || card.id === address.moved;
  const moves = address.wall ? [] : movesOfCard(card, relationship, member);
  const waits = waitsFor(card);
  const age = ageOf(card, reader);
  return (
    <article className={isChosen ? "card selected" : "card"} data-card={moves.length > 0 ? card.id : undefined}>
      <h3>
        {/* Where there is room it opens beside the board, else on its own page. */}
        <Link
          className="max-[1100px]:hidden"
          href={addressOf(workspace, address, { open: card.id })}
          scroll={false}
          aria-current={card.id === address.open ? "true" : undefined}
        >
          {card.title}
        </Link>
        <Link className="min-[1101px]:hidden" href={`/w/${workspace}/improvements/${card.id}`}>
          {card.title}
        </Link>
      </h3>
      {cause && (
        <p className="for">
          <Glyph name={glyphOf(cause)} />
          <span>
            {cause.text}
            {others.length > 0 && `, and ${others.length} more`}
          </span>
        </p>
      )}
      <CardHints card={card} reader={reader} />
      <p className="pred line-clamp-4">{cardLine(card, reader)}</p>
      <div className="foot">
        <OwnerAndChecker relationship={relationship} card={card} />
        {isStrength(card.strength) && <Strength of={card.strength} />}
        <span className={late ? "due late" : "due"}>{words}</span>
      </div>
      <p className="waits">
        {waits && <span>{waits}</span>}
        {age !== words && <span className="age">{age}</span>}
      </p>
      {moves.length > 0 && <MoveMenu {...{ workspace, address, card, moves }} />}
    </article>
  );
}

/** What stands in its way: blocked, an owner who left, nothing strong on its cause. Said in words, never by a colour. */
function CardHints({ card, reader }: Pick<CardProps, "card" | "reader">) {
  const { blockedReason, blockedAt, ownerEndedAt, ownerName, weak } = card;
  const hints = [
    blockedReason && blockedAt && `${blockedFor(blockedAt, reader)}: ${blockedReason}`,
    ownerEndedAt && `${ownerName} has left: it needs an owner`,
    weak.some(({ weakReason }) => !weakReason) && "Nothing stronger is done about this cause",
  ].filter((words) => typeof words === "string");
  return hints.map((words) => (
    <p key={words} className="stuck">
      <span className="line-clamp-3">{words}</span>
    </p>
  ));
}
