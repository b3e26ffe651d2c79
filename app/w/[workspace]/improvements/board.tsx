import { ButtonLink } from "@/app/_ui/button";
import { Glyph } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Strength } from "@/app/_ui/strength";
import type { ImprovementCard } from "@/lib/improvements/cards";
import type { Lane } from "@/lib/improvements/queries";
import type { Relationship } from "@/lib/teams/sides";
import { phaseWords } from "@/lib/text/words";
import { type Address, addressOf } from "./filters";
import { OwnerAndChecker } from "./marks";
import { blockedFor, cardLine, glyphOf, laneWords, type Reader, whenOf } from "./words";

type BoardProps = { workspace: string; address: Address; lanes: Lane[]; relationship: Relationship; reader: Reader };

/** Plan, do, check, act: a lane each, the latest cards on top; older ones are in the list. */
export function Board({ workspace, address, lanes, relationship, reader }: BoardProps) {
  return (
    <div className="board">
      {lanes.map(({ phase, cards, more }) => (
        <section key={phase} className="lane" aria-labelledby={`lane-${phase}`}>
          <h2 id={`lane-${phase}`}>
            {phaseWords[phase]}{" "}
            <span className="n">
              {cards.length}
              {more && "+"}
            </span>
          </h2>
          <p>{laneWords[phase]}</p>
          {cards.map((card) => (
            <Card key={card.id} {...{ workspace, address, card, relationship, reader }} />
          ))}
          {more && (
            <ButtonLink small href={addressOf(workspace, address, { view: "age", phase })}>
              Older in {phaseWords[phase]}
            </ButtonLink>
          )}
        </section>
      ))}
    </div>
  );
}

type CardProps = Omit<BoardProps, "lanes"> & { card: ImprovementCard };

function Card({ workspace, address, card, relationship, reader }: CardProps) {
  const { words, late } = whenOf(card, reader);
  const [cause, ...others] = card.actsOn;
  return (
    <article className={card.id === address.open ? "card selected" : "card"}>
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
    <p key={words} className="stuck line-clamp-3">
      {words}
    </p>
  ));
}

export const isStrength = (value: number | null): value is 1 | 2 | 3 => value === 1 || value === 2 || value === 3;
