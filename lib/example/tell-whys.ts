/** The deeds on single whys. Each changes the row and tells the history what it found and what it left. */

import { pairMark } from "@/lib/causes/read-back";
import { settlementMark } from "@/lib/causes/text-findings";
import type { Change, WhyRow } from "@/lib/causes/tree-deed";
import { entryOf, idAt, sideOf, told } from "./chronicle";
import type { Person } from "./people";
import type { DismissedStory, EndingStory } from "./stories/shapes";
import type { GrowingRow, GrowingWhy, Telling } from "./tell-trees";

/** Changes the row; only the fields that really change are told. */
function change(row: GrowingRow, after: Partial<Omit<WhyRow, "removedAt">>): Change {
  const keys = (Object.keys(after) as (keyof typeof after)[]).filter((key) => row[key] !== after[key]);
  const pick = (from: Partial<WhyRow>) => Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<WhyRow>;
  const [before, now] = [pick(row), pick(after)];
  Object.assign(row, now);
  row.version += 1;
  return { row: "why", id: row.id, before, after: now };
}

/** Names the why a deed belongs to without changing its row. */
const touched = ({ id }: GrowingRow): Change => ({ row: "why", id, before: {}, after: {} });

export function proven({ chronicle, deed }: Telling, { story, row }: GrowingWhy, at: Date) {
  const { cast, rows } = chronicle;
  story.evidence?.forEach(({ by, type, text, source = null, against }, place) => {
    const when = new Date(at.getTime() + place * 60_000);
    const id = idAt(when);
    const stance = against ? "contradicts" : "supports";
    rows.evidence.push({
      id,
      workspaceId: cast.workspaceId,
      whyId: row.id,
      type,
      stance,
      text,
      source,
      collectedById: cast.members[by],
      sideId: sideOf(chronicle, by),
      version: 1,
      createdAt: when,
    });
    const born: Change = {
      row: "evidence",
      id,
      before: { removedAt: when.toISOString() },
      after: { removedAt: null },
    };
    deed(when, by, "evidence.added", [born, touched(row)], { text: row.text, evidence: text, stance });
  });
}

/** Whys of one letter under one line act only together; each further one joins those before. */
export function joined({ whys, deed }: Telling, at: Date) {
  for (const why of whys) {
    const { joint } = why.story;
    if (!joint) continue;
    const first = whys.find(({ story, above }) => story.joint === joint && above === why.above);
    if (!first || first === why) continue;
    const partners = whys.filter(({ row, above }) => row.joint === joint && above === why.above);
    const letters = (partners.length === 0 ? [first, why] : [why]).map(({ row }) => change(row, { joint }));
    deed(at, why.story.by, "why.joined", letters, { text: why.row.text });
  }
}

export function described({ whys, deed }: Telling, { story, row, above }: GrowingWhy, at: Date) {
  const { kind = null, necessary = "unknown", enough = row.sufficient } = story;
  if (kind === row.kind && necessary === row.necessary && enough === row.sufficient) return;
  const partners = row.joint
    ? whys.filter((other) => other.row !== row && other.above === above && other.row.joint === row.joint)
    : [];
  const unlike = partners.filter((partner) => partner.row.sufficient !== enough);
  const changes = [
    change(row, { kind, necessary, sufficient: enough }),
    ...unlike.map((partner) => change(partner.row, { sufficient: enough })),
  ];
  deed(at, story.by, "why.described", changes, { text: row.text });
}

export function judged({ deed }: Telling, { story, row }: GrowingWhy, at: Date) {
  const { status, because: reason = null } = story;
  if (!status) return;
  const by = story.evidence?.[0]?.by ?? story.by;
  const when = new Date(at.getTime() + 60_000);
  deed(when, by, `why.${status}`, [change(row, { status, statusReason: reason })], { text: row.text, reason });
}

export function ended(telling: Telling, { story, row }: GrowingWhy, at: Date) {
  const { ends, by, text } = story;
  if (!ends) return;
  const { chronicle, treeId } = telling;
  const entry = ends.is === "root_cause" ? entryOf(chronicle, ends.cause, at, by) : undefined;
  const cause = entry && { rootCauseId: entry.id, category: entry.category };
  const changes = [change(row, { ending: ends.is, ...answersOf(telling, ends), ...cause })];
  telling.deed(at, by, "why.ended", changes, { text, ending: ends.is, category: entry?.category });
  const deed = chronicle.deeds.at(-1);
  if (entry && deed) deed.moves = { is: "cause_found", treeId, causeId: entry.id };
}

function answersOf({ chronicle }: Telling, ends: EndingStory): Partial<WhyRow> {
  const { calendar, whys } = chronicle;
  switch (ends.is) {
    case "root_cause":
      return { reach: ends.reach, removal: ends.removal };
    case "external_pressure":
      return { reach: "outside", endingNote: ends.note };
    case "escalated":
      return { endingBy: ends.to, endingOn: calendar.day(ends.day) };
    case "accepted":
      return { endingBy: ends.sponsor, endingOn: calendar.day(ends.review), endingNote: ends.note };
    case "same_as":
      return { sameAsId: told(whys, ends.why).id };
    case "open_question":
      return {};
  }
}

/** The answer of this person for their side, where the story has one. */
export function answered(telling: Telling, { story, row, above }: GrowingWhy, at: Date, by: Person) {
  const { chronicle, problem, deed } = telling;
  const dispute = story.disputes?.find((one) => one.by === by);
  if (!dispute && !story.signs.includes(by)) return;
  const sideId = sideOf(chronicle, by);
  if (!sideId) throw new Error("Somebody neutral does not sign.");
  const answer = dispute ? "disputes" : "agrees";
  const reason = dispute?.because ?? null;
  chronicle.rows.readBacks.push({
    id: idAt(at),
    workspaceId: chronicle.cast.workspaceId,
    whyId: row.id,
    sideId,
    answer,
    reason,
    mark: pairMark(row, above ?? { text: problem, parentId: null }),
    memberId: chronicle.cast.members[by],
    at,
  });
  deed(at, by, `read_back.${answer}`, [touched(row)], { text: row.text, reason });
}

export function dismissed(
  { chronicle, treeId, whys, deed }: Telling,
  { why: key, code, at, by, reason }: DismissedStory,
) {
  const { cast, calendar, rows } = chronicle;
  const row = whys.find(({ story }) => story.key === key)?.row;
  if (!row) throw new Error(`The tree has no line “${key}”.`);
  const when = calendar.instant(at);
  const sideId = sideOf(chronicle, by);
  rows.wordingSettlements.push({
    id: idAt(when),
    workspaceId: cast.workspaceId,
    treeId,
    whyId: row.id,
    code,
    mark: settlementMark("dismissed", row.text),
    sideId,
    memberId: cast.members[by],
    reason,
    at: when,
  });
  deed(when, by, "finding.dismissed", [touched(row)], { text: row.text, reason, code, sideId });
}
