/** What people said to one another, and whom they named. */
import { namedIn } from "@/lib/comments/mentions";
import { type Chronicle, idAt, sideOf, told } from "./chronicle";
import { type Person, people } from "./people";
import type { CommentStory } from "./stories/shapes";

const everybody = (Object.keys(people) as Person[]).map((person) => ({ person, name: people[person].name }));

/** In the order in which they were said. */
export function tellComments(chronicle: Chronicle, stories: readonly CommentStory[]): void {
  stories.forEach((story, place) => {
    commented(chronicle, story, stories.slice(place + 1));
  });
}

function commented(chronicle: Chronicle, story: CommentStory, later: readonly CommentStory[]) {
  const { cast, calendar, rows, deeds } = chronicle;
  const { by, text, on, seen = [] } = story;
  const at = calendar.instant(story.at);
  const id = idAt(at);
  const nowhere = { incidentId: null, treeId: null, whyId: null, rootCauseId: null, improvementId: null };
  const about = { ...nowhere, ...subjectOf(chronicle, on) };
  rows.comments.push({
    id,
    workspaceId: cast.workspaceId,
    ...about,
    text,
    authorId: cast.members[by],
    sideId: sideOf(chronicle, by),
    version: 1,
    createdAt: at,
    editedAt: null,
    removedAt: null,
  });
  for (const { person } of namedIn(text, everybody)) {
    if (person === by) continue;
    const answer = later.find((other) => other.by === person && JSON.stringify(other.on) === JSON.stringify(on));
    // Read within the hour by those who said so, and at the latest when they answered.
    const seenAt = answer ? calendar.instant(answer.at) : seen.includes(person) ? calendar.instant(story.at, 50) : null;
    rows.mentions.push({ workspaceId: cast.workspaceId, commentId: id, memberId: cast.members[person], seenAt });
  }
  const subjectId = about.incidentId ?? about.treeId ?? about.rootCauseId ?? about.improvementId;
  if (!subjectId) throw new Error("A comment about nothing.");
  deeds.push({ at, by, verb: "comment.written", subjectId, details: { commentId: id, whyId: about.whyId } });
}

type About = Partial<Record<"incidentId" | "treeId" | "whyId" | "rootCauseId" | "improvementId", string>>;

function subjectOf({ incidents, trees, whys, entries, improvements }: Chronicle, on: CommentStory["on"]): About {
  if ("incident" in on) return { incidentId: told(incidents, on.incident) };
  if ("cause" in on) return { rootCauseId: told(entries, on.cause).id };
  if ("improvement" in on) return { improvementId: told(improvements, on.improvement) };
  return { treeId: told(trees, on.tree), ...(on.why && { whyId: told(whys, on.why).id }) };
}
