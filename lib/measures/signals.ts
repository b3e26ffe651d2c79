import "server-only";
import { and, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { incidents, measureSignals, measures, members, notices, users, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { looksAfter } from "@/lib/notices/looking-after";
import { now } from "@/lib/text/clock";
import { todayOf } from "@/lib/text/days";
import type { Chart, FoundSignal } from "@/lib/trends/chart";
import { chartMeasure } from "./charted";
import type { MeasureRow } from "./measure-deed";
import type { Place } from "./place";

/** A signal found later than this many judged periods after it is history, not news. */
const freshPeriods = 2;

/**
 * Writes down what the chart of a measure tells anew, once, and proposes an incident to both owners where it is not what
 * was wanted. A proposal that nobody has answered and that the chart no longer bears out, since a value was mistyped or
 * its period left out, is withdrawn. Belongs into the transaction of the deed, with the measure locked.
 */
export async function findSignals(tx: Database, place: Place, measure: MeasureRow): Promise<void> {
  if (measure.removedAt) return withdraw(tx, place, measure, []);
  const { chart } = await chartMeasure(tx, place, measure);
  await withdraw(
    tx,
    place,
    measure,
    chart.signals.map(({ detectedOn }) => detectedOn),
  );
  const fresh = freshSignals(chart);
  if (fresh.length === 0) return;
  const known = await tx
    .select({ periodOn: measureSignals.periodOn })
    .from(measureSignals)
    .where(
      and(
        ofMeasure(place, measure.id),
        inArray(
          measureSignals.periodOn,
          fresh.map(({ detectedOn }) => detectedOn),
        ),
      ),
    );
  const told = new Set(known.map(({ periodOn }) => periodOn));
  for (const { detectedOn, rules, value, isWanted } of fresh) {
    const [rule] = rules;
    if (!rule || told.has(detectedOn)) continue;
    const signal = { id: v7(), workspaceId: place.workspaceId, measureId: measure.id, periodOn: detectedOn, rule };
    const kept = measure.nature === "share" ? value * 100 : value;
    await tx
      .insert(measureSignals)
      .values({ ...signal, value: kept, isWanted, foundAt: now() })
      .onConflictDoNothing();
    if (isWanted !== true) await tellOwners(tx, place, measure, signal.id);
  }
}

function freshSignals({ points, signals }: Chart): FoundSignal[] {
  const judged = points.filter(({ state }) => state === "counted");
  const since = judged.at(-freshPeriods)?.periodOn ?? judged[0]?.periodOn;
  const isBack = ({ detectedOn, rules }: FoundSignal) => {
    const place = judged.findIndex(({ periodOn }) => periodOn === detectedOn);
    return rules.every((rule) => rule === "moving_range") && judged[place - 1]?.rules.includes("beyond_limits");
  };
  // The jump from a value beyond the limits back to what is usual was told with that value.
  return since === undefined ? [] : signals.filter((signal) => signal.detectedOn >= since && !isBack(signal));
}

async function withdraw(tx: Database, place: Place, measure: MeasureRow, standing: string[]) {
  const open = await tx
    .select({ id: measureSignals.id, periodOn: measureSignals.periodOn })
    .from(measureSignals)
    .where(and(ofMeasure(place, measure.id), isNull(measureSignals.settledAt)));
  const mistaken = open.filter(({ periodOn }) => !standing.includes(periodOn)).map(({ id }) => id);
  if (mistaken.length === 0) return;
  await settleNotices(tx, place, mistaken);
  await tx
    .delete(measureSignals)
    .where(
      and(
        eq(measureSignals.workspaceId, place.workspaceId),
        inArray(measureSignals.id, mistaken),
        isNull(measureSignals.settledAt),
      ),
    );
}

/** Both owners; where a side names none, or theirs has left, whoever looks after that side. */
async function tellOwners(tx: Database, place: Place, measure: MeasureRow, signalId: string) {
  const { workspaceId } = place;
  await tx.execute(sql`
    with days as (select ${workspaceId}::uuid as workspace_id, ${todayOf(place)}::date as today),
    looks_after as materialized (${looksAfter}
    ), told as (
      select distinct who.member_id from days d
      join relationships r on r.workspace_id = d.workspace_id and r.id = ${measure.relationshipId}::uuid
      cross join lateral (values
        (r.first_team_id, ${measure.firstOwnerId}::uuid), (r.second_team_id, ${measure.secondOwnerId}::uuid)) side(id, owner_id)
      left join members o on o.workspace_id = r.workspace_id and o.id = side.owner_id and o.ended_at is null
      cross join lateral (
        select o.id as member_id where o.id is not null
        union
        select l.member_id from looks_after l
        where o.id is null and l.workspace_id = r.workspace_id and l.team_id = side.id) who)
    insert into notices (id, workspace_id, member_id, kind, key, about, path, created_at)
    select gen_random_uuid(), ${workspaceId}::uuid, told.member_id, 'signal_found', ${keyOf(signalId)}::text,
      ${measure.name}::text, ${`/trends/measures/${measure.id}`}::text, ${now().toISOString()}::timestamptz
    from told
    on conflict (workspace_id, member_id, key) do nothing`);
}

const keyOf = (signalId: string) => `signal_found:${signalId}`;

/** What was answered, or is no longer so, waits for nobody. */
export async function settleNotices(tx: Database, { workspaceId }: Pick<Place, "workspaceId">, signalIds: string[]) {
  await tx
    .update(notices)
    .set({ settledAt: now() })
    .where(
      and(
        eq(notices.workspaceId, workspaceId),
        eq(notices.kind, "signal_found"),
        inArray(notices.key, signalIds.map(keyOf)),
        isNull(notices.settledAt),
      ),
    );
}

/** So many measures are read for one step of the job. */
const step = 100;

/**
 * Looks at every measure there is: what incidents have changed since, and the period that has just ended. One after the
 * other, each in its own transaction, so that others are served in between. @returns how many were looked at
 */
export async function findAllSignals(db: Database): Promise<number> {
  let looked = 0;
  for (let after: string | undefined; ; ) {
    const some = await db
      .select({ id: measures.id, workspaceId: measures.workspaceId, timeZone: workspaces.timeZone })
      .from(measures)
      .innerJoin(workspaces, eq(workspaces.id, measures.workspaceId))
      .where(and(isNull(measures.removedAt), after === undefined ? undefined : gt(measures.id, after)))
      .orderBy(measures.id)
      .limit(step);
    for (const { id, workspaceId, timeZone } of some) {
      await db.transaction(async (tx) => {
        const mine = and(eq(measures.workspaceId, workspaceId), eq(measures.id, id));
        const [measure] = await tx.select().from(measures).where(mine).for("update");
        if (measure) await findSignals(tx, { workspaceId, workspace: { timeZone } }, measure);
      });
      after = id;
      looked++;
    }
    if (some.length < step) return looked;
  }
}

const settlers = alias(members, "settlers");

/** What a measure has told, the latest period first: what waits for an answer, and what became of the others. */
export function listSignals(db: Database, member: Member, measureId: string) {
  return db
    .select({
      id: measureSignals.id,
      periodOn: measureSignals.periodOn,
      rule: measureSignals.rule,
      value: measureSignals.value,
      isWanted: measureSignals.isWanted,
      foundAt: measureSignals.foundAt,
      incidentId: measureSignals.incidentId,
      incident: incidents.title,
      setAsideWhy: measureSignals.setAsideWhy,
      settledBy: users.name,
      settledAt: measureSignals.settledAt,
    })
    .from(measureSignals)
    .leftJoin(
      incidents,
      and(eq(incidents.workspaceId, measureSignals.workspaceId), eq(incidents.id, measureSignals.incidentId)),
    )
    .leftJoin(
      settlers,
      and(eq(settlers.workspaceId, measureSignals.workspaceId), eq(settlers.id, measureSignals.settledById)),
    )
    .leftJoin(users, eq(users.id, settlers.userId))
    .where(ofMeasure(member, measureId))
    .orderBy(desc(measureSignals.periodOn), desc(measureSignals.id))
    .limit(50);
}
export type ListedSignal = Awaited<ReturnType<typeof listSignals>>[number];

/** When the latest signal of each measure of a relationship was found, and in which period: values may come late. One query. */
export async function listLatestFound(
  db: Database,
  { workspaceId }: Pick<Place, "workspaceId">,
  relationshipId: string,
): Promise<Map<string, { periodOn: string; foundAt: Date }>> {
  const found = await db
    .selectDistinctOn([measureSignals.measureId], {
      measureId: measureSignals.measureId,
      periodOn: measureSignals.periodOn,
      foundAt: measureSignals.foundAt,
    })
    .from(measureSignals)
    .innerJoin(
      measures,
      and(eq(measures.workspaceId, measureSignals.workspaceId), eq(measures.id, measureSignals.measureId)),
    )
    .where(and(eq(measureSignals.workspaceId, workspaceId), eq(measures.relationshipId, relationshipId)))
    .orderBy(measureSignals.measureId, desc(measureSignals.periodOn), desc(measureSignals.foundAt));
  return new Map(found.map(({ measureId, ...latest }) => [measureId, latest]));
}

/** How many signals of each measure of a relationship wait for an answer. */
export async function countWaitingSignals(
  db: Database,
  member: Member,
  relationshipId: string,
): Promise<Map<string, number>> {
  const found = await db
    .select({ measureId: measureSignals.measureId, many: sql<number>`count(*)::int` })
    .from(measureSignals)
    .innerJoin(
      measures,
      and(eq(measures.workspaceId, measureSignals.workspaceId), eq(measures.id, measureSignals.measureId)),
    )
    .where(
      and(
        eq(measureSignals.workspaceId, member.workspaceId),
        eq(measures.relationshipId, relationshipId),
        isNull(measureSignals.settledAt),
        sql`${measureSignals.isWanted} is not true`,
      ),
    )
    .groupBy(measureSignals.measureId);
  return new Map(found.map(({ measureId, many }) => [measureId, many]));
}

const ofMeasure = ({ workspaceId }: Pick<Place, "workspaceId">, measureId: string) =>
  and(eq(measureSignals.workspaceId, workspaceId), eq(measureSignals.measureId, measureId));
