import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { listCycleImprovements } from "@/lib/cycles/cycle-improvements";
import {
  findCycle,
  listHuddles,
  listObjectiveReviews,
  listObjectives,
  listPressures,
  listReviews,
  listTurns,
} from "@/lib/cycles/queries";
import { refuse } from "@/lib/refusal";

/** A cycle with its pressures, objectives, the turns of the catchball, improvements, latest huddles and reviews. */
export const GET = memberRoute<{ cycle: string }>("workspace:read", async ({ member, params }) => {
  const db = database();
  const cycle = await findCycle(db, member, params.cycle);
  if (!cycle) return refuse("not_found", "This cycle does not exist.");
  const [pressures, objectives, turns, decided, work, huddles, reviews] = await Promise.all([
    listPressures(db, member, cycle),
    listObjectives(db, member, [cycle.id]),
    listTurns(db, member, cycle.id),
    listObjectiveReviews(db, member, cycle.id),
    listCycleImprovements(db, member, cycle.id, 500),
    listHuddles(db, member, cycle.id),
    listReviews(db, member, [cycle.id]),
  ]);
  const of = (id: string) => (row: { objectiveId: string }) => row.objectiveId === id;
  return NextResponse.json({
    ...cycle,
    pressures,
    objectives: objectives.map((objective) => ({
      ...objective,
      turns: turns.filter(of(objective.id)),
      reviews: decided.filter(of(objective.id)),
    })),
    improvements: work.improvements,
    huddles,
    reviews,
  });
});
