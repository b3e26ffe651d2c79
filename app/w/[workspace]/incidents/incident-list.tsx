import { formatDayInList } from "@/app/_ui/dates";
import { endStages } from "@/db/terms";
import type { IncidentPage } from "@/lib/incidents/queries";
import type { SeenBefore } from "@/lib/incidents/seen-before";
import type { Relationship } from "@/lib/teams/sides";
import { capital } from "@/lib/text/counted";
import { categoryWord, stageWords } from "@/lib/text/words";
import { type IncidentRow, IncidentRows } from "./incident-rows";

type IncidentListProps = {
  workspace: string;
  incidents: IncidentPage["incidents"];
  seen: Map<string, SeenBefore>;
  relationships: Relationship[];
  reader: { locale: string; today: string };
};

/** Dense rows, newest day first; on a phone the day, the side and the title. */
export function IncidentList({ workspace, incidents, seen, relationships, reader }: IncidentListProps) {
  const marks = marksOf(relationships);
  return (
    <table className="list incident-list">
      <thead>
        <tr>
          <th scope="col" aria-sort="descending">
            <span className="sort">Seen</span>
          </th>
          <th scope="col">From</th>
          <th scope="col">What got in the way</th>
          <th scope="col">Hand-off</th>
          <th scope="col">Category</th>
          <th scope="col">Severity</th>
          <th scope="col">Stage</th>
        </tr>
      </thead>
      <IncidentRows
        workspace={workspace}
        marks={marks.map(({ mark }) => mark)}
        rows={incidents.map((incident) => rowOf(incident, marks, seen.get(incident.id)?.times, reader))}
      />
    </table>
  );
}

type MarkOf = ReturnType<typeof marksOf>[number];

/** The mark of each side of each relationship, and of whoever belongs to neither. */
function marksOf(relationships: Relationship[]) {
  return relationships.flatMap(({ id, sides }) => [
    ...sides.map((side) => ({
      relationshipId: id,
      sideId: side.id as string | null,
      mark: { side: side.place, letter: side.letter, name: side.name },
    })),
    { relationshipId: id, sideId: null, mark: { side: "n" as const, letter: "N", name: "Neutral" } },
  ]);
}

function rowOf(
  incident: IncidentPage["incidents"][number],
  marks: MarkOf[],
  times: number | undefined,
  { locale, today }: IncidentListProps["reader"],
): IncidentRow {
  const { id, title, occurredOn, relationshipId, sideId, handOff, category, severity, stage } = incident;
  const of = (side: string | null) =>
    marks.findIndex((mark) => mark.relationshipId === relationshipId && mark.sideId === side);
  const mark = of(sideId) < 0 ? of(null) : of(sideId);
  return {
    id,
    day: formatDayInList(occurredOn, today, locale),
    title,
    stage: stageWords[stage],
    ...(mark >= 0 && { mark }),
    ...(times && { again: { times, words: timesWords(times) } }),
    ...(handOff !== null && { handOff }),
    ...(category && { category: capital(categoryWord[category]) }),
    ...(severity !== null && { severity }),
    ...(endStages.some((end) => end === stage) && { done: true }),
  };
}

export const timesWords = (times: number) => (times === 1 ? "once" : times === 2 ? "twice" : `${times} times`);
