import { ChartFiles } from "@/app/_ui/charts/chart-files";
import { Link } from "@/app/_ui/link";
import type { Member } from "@/lib/access/member";
import type { Stuck } from "@/lib/overview/stuck";
import { stuckSaid } from "@/lib/overview/words";
import type { Relationship } from "@/lib/teams/sides";
import { phaseWords } from "@/lib/text/words";
import { stuckAfterDays } from "@/lib/trends/ages";
import { OwnerAndChecker } from "../improvements/marks";
import { readerOf, whenOf } from "../improvements/words";
import { stuckFileAt } from "./stuck-file";

type FigureProps = { workspace: string; member: Member; updated: string; stuck: Stuck; relationship: Relationship };

/** What has been open for long, the oldest first, and who owns and checks it. */
export function StuckFigure({ workspace, member, updated, stuck, relationship }: FigureProps) {
  const { lead } = stuckSaid(stuck.stuck, stuck.open, undefined, stuckAfterDays);
  const reader = readerOf(member);
  return (
    <figure className="figure c4">
      <span className="fig-no">3 Stuck</span>
      <h2>{lead.replace(/\.$/, "")}</h2>
      {stuck.cards.length > 0 && (
        <table className="stuck-list">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Pair</th>
              <th scope="col" className="num">
                Days
              </th>
            </tr>
          </thead>
          <tbody>
            {stuck.cards.map((card) => {
              const { words } = whenOf(card, reader);
              const why = card.blockedReason ? `Blocked: ${card.blockedReason}` : words;
              return (
                <tr key={card.id}>
                  <td className="t">
                    <Link href={`/w/${workspace}/improvements/${card.id}`}>{card.title}</Link>
                    <span>
                      {phaseWords[card.phase]}
                      {why && `. ${why}`}
                    </span>
                  </td>
                  <td>
                    <OwnerAndChecker relationship={relationship} card={card} />
                  </td>
                  <td className="num">{card.days.toLocaleString(member.locale)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <p className="cap">
        <span>
          {stuck.stuck} of {stuck.open} open
        </span>
        <span>Days since it was first planned; carrying over keeps the day</span>
        <span>{updated}</span>
      </p>
      {stuck.cards.length > 0 && (
        <div className="chart-more">
          <ChartFiles {...stuckFileAt(workspace, relationship.id)} />
        </div>
      )}
    </figure>
  );
}
