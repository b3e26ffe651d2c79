/** Puts the example into the database: its people first, then all that they did, set by set. */
import "server-only";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import {
  activity,
  baselines,
  carryOvers,
  catchballTurns,
  causeTrees,
  checks,
  comments,
  cycleReviews,
  cycles,
  evidence,
  huddles,
  improvementRootCauses,
  improvements,
  improvementWhys,
  incidentCosts,
  incidentRootCauses,
  incidents,
  incidentTrees,
  leftOutPeriods,
  measures,
  members,
  mentions,
  objectiveReviews,
  objectives,
  perspectives,
  predictions,
  pressureReadings,
  pressures,
  readBacks,
  readings,
  relationships,
  rootCauseSeverities,
  rootCauses,
  standardReviews,
  standards,
  sustainChecks,
  teams,
  users,
  whys,
  wordingSettlements,
  workspaces,
} from "@/db/schema";
import { writeMoves } from "@/lib/flow/written-moves";
import { refreshFriction } from "@/lib/incidents/kept-friction";
import type { Locale } from "@/lib/people/places";
import { insertRows } from "@/lib/portability/bulk-rows";
import { calendarFrom } from "./calendar";
import type { Cast, Rows } from "./chronicle";
import { addressOf, type Person, people } from "./people";
import { type Past, tellExample } from "./tell-example";

type Wanted = { slug: string; timeZone: string; today: string };

const sides = [
  ["marketing", "Marketing"],
  ["sales", "Sales"],
] as const;
/** Days and figures are written as the firm writes them. */
const locale = "en-GB" satisfies Locale;
const persons = Object.keys(people) as Person[];

/** Writes the example, all or nothing. Where its address is taken, by itself or by another, nothing is done. */
export async function writeExample(db: Database, { slug, timeZone, today }: Wanted): Promise<void> {
  const cast: Cast = {
    workspaceId: v7(),
    relationshipId: v7(),
    teams: { marketing: v7(), sales: v7() },
    members: Object.fromEntries(persons.map((person) => [person, v7()])) as Cast["members"],
  };
  const begin = calendarFrom(today).instant([735, "9:00"]);
  const { rows, history } = tellExample(cast, today);
  const past = [...founding(cast, begin), ...history];
  await db.transaction(async (tx) => {
    const workspace = { id: cast.workspaceId, slug, name: "Harbour Instruments", timeZone, isExample: true };
    const [made] = await tx
      .insert(workspaces)
      .values({ ...workspace, activitySequence: past.length, createdAt: begin })
      .onConflictDoNothing({ target: workspaces.slug })
      .returning({ id: workspaces.id });
    if (!made) return; // somebody else opens it at this moment, and is done by now
    await writePeople(tx, cast, timeZone, begin);
    await writeRows(tx, rows);
    const incidentIds = rows.incidents.flatMap(({ id }) => id ?? []);
    await refreshFriction(tx, cast.workspaceId, incidentIds);
    await writeHistory(tx, cast, past);
    await writeMoves(tx, cast.workspaceId, incidentIds);
  });
}

function founding({ workspaceId, relationshipId, teams: ids }: Cast, at: Date): Past[] {
  const deed = { at, by: "hanne" as const };
  return [
    { ...deed, verb: "workspace.set_up", subjectId: workspaceId, details: { name: "Harbour Instruments" } },
    ...sides.map(([side, name]) => ({ ...deed, verb: "team.added", subjectId: ids[side], details: { name } })),
    {
      ...deed,
      verb: "relationship.added",
      subjectId: relationshipId,
      details: { firstTeamId: ids.marketing, secondTeamId: ids.sales },
    },
  ];
}

/** Nobody has a password: one looks around by the set-up link alone. */
async function writePeople(tx: Database, cast: Cast, timeZone: string, createdAt: Date): Promise<void> {
  const { workspaceId } = cast;
  const made = persons.map((person) => ({ person, ...people[person], userId: v7() }));
  await tx
    .insert(users)
    .values(
      made.map(({ person, name, userId: id }) => ({ id, email: addressOf(person), name, locale, timeZone, createdAt })),
    );
  await tx.insert(teams).values(sides.map(([side, name]) => ({ id: cast.teams[side], workspaceId, name, createdAt })));
  await tx.insert(relationships).values({
    id: cast.relationshipId,
    workspaceId,
    firstTeamId: cast.teams.marketing,
    secondTeamId: cast.teams.sales,
    createdAt,
  });
  await tx.insert(members).values(
    made.map(({ person, userId, role, side }) => ({
      id: cast.members[person],
      workspaceId,
      userId,
      role,
      teamId: side && cast.teams[side],
      createdAt,
    })),
  );
}

/** What others refer to comes first. */
async function writeRows(tx: Database, rows: Rows): Promise<void> {
  await insertRows(tx, rootCauses, rows.rootCauses);
  await insertRows(tx, rootCauseSeverities, rows.rootCauseSeverities);
  await insertRows(tx, incidents, rows.incidents);
  await insertRows(tx, incidentCosts, rows.incidentCosts);
  await insertRows(tx, causeTrees, rows.causeTrees);
  await insertRows(tx, incidentTrees, rows.incidentTrees);
  await insertRows(tx, incidentRootCauses, rows.incidentRootCauses);
  await insertRows(tx, perspectives, rows.perspectives);
  await insertRows(tx, whys, rows.whys);
  await insertRows(tx, evidence, rows.evidence);
  await insertRows(tx, readBacks, rows.readBacks);
  await insertRows(tx, wordingSettlements, rows.wordingSettlements);
  await insertRows(tx, cycles, rows.cycles);
  await insertRows(tx, pressures, rows.pressures);
  await insertRows(tx, pressureReadings, rows.pressureReadings);
  await insertRows(tx, objectives, rows.objectives);
  await insertRows(tx, catchballTurns, rows.catchballTurns);
  await insertRows(tx, huddles, rows.huddles);
  await insertRows(tx, cycleReviews, rows.cycleReviews);
  await insertRows(tx, objectiveReviews, rows.objectiveReviews);
  await insertRows(tx, improvements, rows.improvements);
  await insertRows(tx, measures, rows.measures);
  await insertRows(tx, predictions, rows.predictions);
  await insertRows(tx, checks, rows.checks);
  await insertRows(tx, standards, rows.standards);
  await insertRows(tx, standardReviews, rows.standardReviews);
  await insertRows(tx, sustainChecks, rows.sustainChecks);
  await insertRows(tx, improvementWhys, rows.improvementWhys);
  await insertRows(tx, improvementRootCauses, rows.improvementRootCauses);
  await insertRows(tx, carryOvers, rows.carryOvers);
  await insertRows(tx, comments, rows.comments);
  await insertRows(tx, mentions, rows.mentions);
  await insertRows(tx, readings, rows.readings);
  await insertRows(tx, leftOutPeriods, rows.leftOutPeriods);
  await insertRows(tx, baselines, rows.baselines);
}

const writeHistory = (tx: Database, { workspaceId, members: ids }: Cast, past: readonly Past[]) =>
  insertRows(
    tx,
    activity,
    past.map(({ at, by, verb, subjectId, details }, place) => ({
      workspaceId,
      sequence: place + 1,
      at,
      memberId: ids[by],
      verb,
      subjectId,
      details,
    })),
  );
