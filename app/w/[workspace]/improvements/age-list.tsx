import { Glyph } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Strength } from "@/app/_ui/strength";
import type { ImprovementCard } from "@/lib/improvements/cards";
import type { Relationship } from "@/lib/teams/sides";
import { phaseWords } from "@/lib/text/words";
import { OwnerAndChecker } from "./marks";
import { daysOld, glyphOf, isStrength, type Reader, whenOf } from "./words";

type AgeListProps = { workspace: string; cards: ImprovementCard[]; relationships: Relationship[]; reader: Reader };

/** The oldest first: what has been open for long is seen before what is new. */
export function AgeList({ workspace, cards, relationships, reader }: AgeListProps) {
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col" className="num text-right">
            Days old
          </th>
          <th scope="col">Improvement</th>
          <th scope="col">Phase</th>
          <th scope="col" className="max-sm:hidden">
            Owner, check
          </th>
          <th scope="col" className="max-sm:hidden">
            Strength
          </th>
          <th scope="col" className="max-sm:hidden">
            Next
          </th>
        </tr>
      </thead>
      <tbody>
        {cards.map((card) => {
          const relationship = relationships.find(({ id }) => id === card.relationshipId);
          const [cause] = card.actsOn;
          const { words, late } = whenOf(card, reader);
          const days = daysOld(card, reader);
          return (
            <tr key={card.id}>
              <td className={days > 90 ? "num text-right font-semibold text-ink" : "num text-right"}>{days}</td>
              <td className="title">
                <Link href={`/w/${workspace}/improvements/${card.id}`}>{card.title}</Link>
                {cause && (
                  <span className="note flex items-baseline gap-1.5 font-sans">
                    <Glyph name={glyphOf(cause)} className="glyph w-2.5" />
                    {cause.text}
                  </span>
                )}
              </td>
              <td>{phaseWords[card.phase]}</td>
              <td className="max-sm:hidden">
                {relationship && <OwnerAndChecker relationship={relationship} card={card} />}
              </td>
              <td className="max-sm:hidden">
                {isStrength(card.strength) ? <Strength of={card.strength} /> : <span className="quiet">–</span>}
              </td>
              <td className={late ? "max-sm:hidden font-semibold text-ink" : "max-sm:hidden"}>{words || "–"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
