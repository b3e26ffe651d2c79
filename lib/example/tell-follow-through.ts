/** What follows an effective verdict: the questions of a year, and the standard with its reviews. */
import { sustainDays } from "@/db/terms";
import { addDays } from "@/lib/text/days";
import { idAt, sideOf } from "./chronicle";
import type { TryStory } from "./stories/shapes";
import type { Telling } from "./tell-improvements";

export function kept(telling: Telling, one: TryStory): void {
  if (one.verdict?.is !== "effective") return;
  writtenDown(telling, one);
  askedAgain(telling, one);
}

function writtenDown({ chronicle, story, row, deed }: Telling, { standard }: TryStory) {
  if (!standard) return;
  const { cast, calendar, rows } = chronicle;
  const { day, text, keeper, trained, slip, reviewed = [], reviewOn } = standard;
  const { workspaceId } = cast;
  const writtenAt = calendar.instant([day, "18:00"]);
  const id = idAt(writtenAt);
  const by = { writtenById: cast.members[story.owner], writtenAt };
  const words = { text, ownerId: cast.members[keeper], trainedRoles: trained, slipMeasure: slip };
  const nextOn = calendar.day(reviewOn);
  rows.standards.push({ id, workspaceId, improvementId: row.id, ...words, reviewOn: nextOn, ...by, version: 1 });
  const firstOn = calendar.day(reviewed[0]?.day ?? reviewOn);
  deed([day, "18:00"], story.owner, "improvement.standard_written", { ...words, reviewOn: firstOn });
  reviewed.forEach(({ day: looked, seen, next }, place) => {
    const reviewedAt = calendar.instant([looked, "18:05"]);
    const look = { holds: true, seen, nextReviewOn: calendar.day(next) };
    const by = { sideId: sideOf(chronicle, keeper), reviewedById: cast.members[keeper], reviewedAt };
    rows.standardReviews.push({ id: idAt(reviewedAt), workspaceId, standardId: id, ...look, ...by });
    const closes = place === 0;
    const details = { ...look, ...(closes && { closed: true }) };
    deed([looked, "18:05"], keeper, "improvement.standard_reviewed", details, closes ? { phase: "closed" } : {});
  });
}

function askedAgain({ chronicle, row, deed }: Telling, { verdict, checker, stillHolds = [] }: TryStory) {
  if (!verdict || !checker) return;
  const { cast, calendar, rows } = chronicle;
  const judgedOn = calendar.day(verdict.day);
  const { iteration } = row;
  for (const afterDays of sustainDays) {
    const said = stillHolds.find(({ after }) => after === afterDays);
    rows.sustainChecks.push({
      id: idAt(calendar.instant([verdict.day, "17:50"])),
      workspaceId: cast.workspaceId,
      improvementId: row.id,
      iteration,
      afterDays,
      dueOn: addDays(judgedOn, afterDays),
      answer: said?.is ?? null,
      seen: said?.seen ?? null,
      sideId: said ? sideOf(chronicle, checker) : null,
      givenById: said ? cast.members[checker] : null,
      givenAt: said ? calendar.instant([said.day, "18:10"]) : null,
    });
    if (!said) continue;
    const details = { iteration, afterDays, answer: said.is, seen: said.seen, reopened: false };
    deed([said.day, "18:10"], checker, "improvement.sustain_answered", details);
  }
}
