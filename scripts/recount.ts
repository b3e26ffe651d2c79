import { sql } from "drizzle-orm";
import { closeDatabase, database, engine } from "@/db/client";
import { migrate } from "@/db/migrate";
import { one, rows } from "@/db/rows";
import { type FlowRecount, recountFlow } from "@/lib/flow/recount-flow";
import { type Recount, recountFriction } from "@/lib/incidents/recount-friction";
import { type MeasureRecount, recountMeasures } from "@/lib/measures/recount-measures";

type Step = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

/** Says what was off; 1 when it was and was left so, else 0. */
export async function recount({ repair, step }: { repair: boolean; step: Step }): Promise<number> {
  try {
    await step("Opening the database", () => migrate(engine()));
    const how = async () => ({ repair, progress: await progressOf() });
    const friction = await step("Counting friction", async () => recountFriction(database(), await how()));
    const flow = await step("Following incidents", async () => recountFlow(database(), await how()));
    const measures = await step("Counting the days of measures", () => recountMeasures(database(), { repair }));
    for (const each of friction) for (const line of frictionLines(each)) console.log(line);
    for (const each of flow) for (const line of flowLines(each)) console.log(line);
    for (const each of measures) for (const line of measureLines(each)) console.log(line);
    const off = friction.some(isOff) || flow.some(hasLost) || measures.some(hasErred);
    if (!off) console.log("All sums are right.");
    else console.log(repair ? "They are right now." : "Nothing was changed. Without --check they are put right.");
    return off && !repair ? 1 : 0;
  } finally {
    await closeDatabase();
  }
}

/** Says how far it is whenever another tenth of all incidents is done. */
async function progressOf() {
  const counted = await database().execute(sql`select count(*)::int as all from incidents`);
  const { all } = one(rows<{ all: number }>(counted));
  let [done, before, workspace, tenths] = [0, 0, "", 0];
  return (name: string, incidents: number) => {
    if (name !== workspace) [before, workspace] = [done, name];
    done = before + incidents;
    const now = Math.floor((done / Math.max(1, all)) * 10);
    if (now > tenths) console.log(`  … ${done} of ${all} incidents`);
    tenths = now;
  };
}

const isOff = ({ shares, weeks }: Recount) => shares + weeks.length > 0;

function frictionLines(each: Recount): string[] {
  const { workspace, incidents, shares, weeks } = each;
  if (!isOff(each)) return [`${workspace}: ${incidents} incidents, all right.`];
  const sums = weeks.map(
    ({ week, about, measure, kept, counted }) =>
      `  ${week.includes("-") ? `week of ${week}` : week}, ${about ?? "all incidents"}, ${measure}: ${kept} was kept, ${counted} is right`,
  );
  return [`${workspace}: ${incidents} incidents, ${shares} of them had added something else.`, ...sums];
}

const hasLost = ({ moves, counts }: FlowRecount) => moves + counts.length > 0;

function flowLines(each: FlowRecount): string[] {
  const { workspace, moves, counts } = each;
  if (!hasLost(each)) return [];
  const sums = counts.map(
    ({ what, on, about, kept, counted }) => `  ${what}, ${on}, ${about}: ${kept} was kept, ${counted} is right`,
  );
  return [`${workspace}: ${moves} incidents had not been followed to where they stand.`, ...sums];
}

const hasErred = ({ days, leads }: MeasureRecount) => leads + days.length > 0;

function measureLines(each: MeasureRecount): string[] {
  const { workspace, days, leads } = each;
  if (!hasErred(each)) return [];
  const sums = days.map(
    ({ measure, on, about, kept, counted }) =>
      `  ${on}, ${about || "all incidents"}, ${measure}: ${kept} was kept, ${counted} is right`,
  );
  return [
    `${workspace}: measures had another value on these days; ${leads} improvements took longer or shorter.`,
    ...sums,
  ];
}
