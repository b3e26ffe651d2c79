import { relationshipsOf } from "@/app/_server/chosen-relationship";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { meanGapDays, quietWindowFaults, recurredIn, zeroCountWindowDays } from "@/lib/improvements/check-window";
import type { Standard } from "@/lib/improvements/follow-through";
import type { ImprovementDetail, PredictionText } from "@/lib/improvements/improvement-page";
import type { Lane } from "@/lib/improvements/moves";
import { type FieldFault, judgeFault, type PlannedImprovement, startFaults } from "@/lib/improvements/pdca";
import { listDaysOfCauses } from "@/lib/root-causes/cause-page";
import { type OfferedPeople, offerPeople, type Person } from "@/lib/teams/offering";
import { type Relationship, sideById } from "@/lib/teams/sides";
import { lookBy, type Reader } from "../words";

/** Everything the parts of an improvement's page look at. */
export type DetailContext = {
  workspace: string;
  /** Of the parts: below the page's own title, or below the one beside the board. */
  heading: "h2" | "h3";
  reader: Reader;
  timeZone: string;
  improvement: ImprovementDetail;
  relationship: Relationship;
  prediction: PredictionText | null; // of this iteration
  mayWork: boolean;
  /** Why the reader may not give the verdict, in words; null when they may. */
  notJudge: string | null;
  /** What is missing before work may start. */
  missing: FieldFault[];
  /** The lane that somebody wished it into: what is missing for that is said at its form. */
  to: Lane | undefined;
  /** The side of the reader in this relationship; none: neutral. */
  mySide: { name: string } | undefined;
  /** Who may be chosen on this page; nobody beside the board, where nothing is chosen. */
  offered: OfferedPeople;
  workers: Person[];
  judges: Person[];
  /** Days to watch for a count that shall stay at zero, and the mean gap it comes from. */
  quiet: { windowDays: number; gapDays: number | null };
  /** Incidents of its causes since it is in place. */
  since: number;
  /** Days on which the cause came back within the window. */
  recurred: string[];
  /** Written for what was found effective now; that of an earlier try is where the next one begins. */
  standard: Standard | null;
};

type Given = Pick<DetailContext, "workspace" | "heading" | "reader" | "improvement"> & {
  to?: Lane | undefined;
  member: Member;
  /** Whether people can be chosen here, and which were looked for. */
  choosing?: { words: unknown };
};

const nobody: OfferedPeople = { people: [], some: false, words: "" };

export async function detailContext({
  workspace,
  heading,
  reader,
  improvement,
  member,
  choosing,
  to,
}: Given): Promise<DetailContext> {
  const causes = improvement.actsOn.filter(({ is }) => is === "root_cause").map(({ id }) => id);
  const relationship = (await relationshipsOf(member)).find(({ id }) => id === improvement.relationshipId);
  if (!relationship) throw new Error("An improvement stands in no relationship.");
  const [first, second] = relationship.sides;
  const sideIds = [first.id, second.id] as const;
  const keep = [
    improvement.ownerId,
    improvement.follow.standard?.ownerId,
    ...improvement.iterations.map((each) => each.prediction.checkerId),
  ];
  const [days, offered] = await Promise.all([
    listDaysOfCauses(database(), member, causes),
    choosing ? offerPeople(database(), member, { sideIds, keep, words: choosing.words }) : nobody,
  ]);
  const { people } = offered;
  const sideOf = (teamId: string | null) => sideIds.find((id) => id === teamId) ?? null;
  const ownerSideId = sideOf(improvement.ownerTeamId);
  const faultOf = (memberId: string, teamId: string | null) =>
    judgeFault({ ownerId: improvement.ownerId, ownerSideId, sideIds, memberId, memberSideId: sideOf(teamId) });
  const [latest] = improvement.iterations;
  const prediction = latest?.prediction.iteration === improvement.iteration ? latest.prediction : null;
  const occurredOn = days.flatMap(({ occurredOn: day, incidents }) => Array<string>(incidents).fill(day));
  const { implementedOn, kind } = improvement;
  // What came after it was in place says nothing about how often it came before.
  const gapDays = meanGapDays(occurredOn.filter((day) => implementedOn === null || day < implementedOn));
  // Of this try alone: the standard of one that came back is where the next begins.
  const effectiveAt = prediction && latest?.checks.findLast(({ verdict }) => verdict === "effective")?.givenAt;
  const { standard } = improvement.follow;
  return {
    workspace,
    heading,
    reader,
    timeZone: member.timeZone,
    improvement,
    relationship,
    prediction,
    mayWork: may(member.role, "improvement:work"),
    notJudge: may(member.role, "verdict:give")
      ? faultOf(member.id, member.teamId)
      : "An executive reads and changes nothing.",
    missing:
      improvement.phase === "plan"
        ? [
            ...missingIn(improvement, prediction, sideIds, ownerSideId, sideOf),
            ...(prediction ? quietWindowFaults(prediction, gapDays) : []),
          ]
        : [],
    to,
    mySide: sideById(relationship, member.teamId),
    offered,
    workers: people.filter(({ role }) => may(role, "improvement:work")),
    judges: people.filter(({ id, role, teamId }) => may(role, "verdict:give") && faultOf(id, teamId) === null),
    quiet: { windowDays: zeroCountWindowDays(gapDays), gapDays },
    since: implementedOn ? occurredOn.filter((day) => day > implementedOn).length : 0,
    recurred: recurredIn({ kind, implementedOn, endsOn: lookBy(improvement) }, occurredOn),
    standard: standard && effectiveAt && standard.writtenAt >= effectiveAt ? standard : null,
  };
}

function missingIn(
  improvement: ImprovementDetail,
  prediction: PredictionText | null,
  sideIds: readonly [string, string],
  ownerSideId: string | null,
  sideOf: (teamId: string | null) => string | null,
): FieldFault[] {
  const planned: PlannedImprovement = {
    ...improvement,
    sideIds,
    ownerSideId,
    whyIds: improvement.whys.map(({ id }) => id),
    rootCauseIds: improvement.actsOn.filter(({ is }) => is === "root_cause").map(({ id }) => id),
  };
  const written = prediction && { ...prediction, checkerSideId: sideOf(prediction.checkerTeamId) };
  return startFaults(planned, written);
}
