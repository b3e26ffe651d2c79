import { formatDay } from "@/app/_ui/dates";
import { Link } from "@/app/_ui/link";
import { Mark } from "@/app/_ui/mark";
import { When } from "@/app/_ui/when";
import type { HistoryEntry } from "@/lib/activity/queries";
import { sentenceFor } from "@/lib/activity/sentences";
import { type Relationship, sideById } from "@/lib/teams/sides";

type HistoryProps = {
  entries: HistoryEntry[];
  relationship: Relationship;
  reader: { locale: string; timeZone: string };
  now: Date;
  /** Where the workspace's cause trees are: what opened one leads to how it came to be. */
  trees?: string;
};

/** Who did what, in plain sentences, newest first, each with the mark of the side it came from. */
export function History({ entries, relationship, reader, now, trees }: HistoryProps) {
  const teams = Object.fromEntries(relationship.sides.map(({ id, name }) => [id, name]));
  return (
    <ol className="history">
      {entries.map((entry) => {
        const sentence = sentenceFor(entry, teams, (day) => formatDay(day, reader.locale));
        if (!sentence) return null;
        const { says, quote, byItself } = sentence;
        return (
          <li key={entry.sequence}>
            <SideMark relationship={relationship} teamId={entry.teamId} />
            <span>
              {byItself ? says : `${entry.memberName ?? unnamed(entry, teams)} ${says}`}
              {quote && (
                <>
                  : <em>“{quote}”</em>
                </>
              )}
              <When at={entry.at} now={now} {...reader} />
              {trees && entry.verb === "tree.opened" && (
                <>
                  {" "}
                  <Link href={`${trees}/${entry.subjectId}/replay`}>How it came to be</Link>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Somebody who is not to be named, or the program itself. */
function unnamed({ teamId, memberId, memberName }: HistoryEntry, teams: Record<string, string>) {
  if (teamId) return `Somebody of ${teams[teamId] ?? "another team"}`;
  return memberId === null && memberName === null ? "Somebody" : "Common Cause";
}

/** The mark of a team in a relationship; whoever belongs to neither side is neutral. */
export function SideMark({ relationship, teamId }: { relationship: Relationship; teamId: string | null }) {
  const side = sideById(relationship, teamId);
  return side ? (
    <Mark side={side.place} letter={side.letter} name={side.name} />
  ) : (
    <Mark side="n" letter="N" name="Neutral" />
  );
}
