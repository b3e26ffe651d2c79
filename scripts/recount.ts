import { closeDatabase, database, engine } from "@/db/client";
import { migrate } from "@/db/migrate";
import { type Recount, recountFriction } from "@/lib/incidents/recount-friction";

type Step = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

/** Says what was off; 1 when it was and was left so, else 0. */
export async function recount({ repair, step }: { repair: boolean; step: Step }): Promise<number> {
  try {
    await step("Opening the database", () => migrate(engine()));
    const progress = (workspace: string, incidents: number) => {
      if (incidents % 50_000 === 0) console.log(`  … ${workspace}: ${incidents} incidents`);
    };
    const told = await step("Counting", () => recountFriction(database(), { repair, progress }));
    for (const each of told) for (const line of linesOf(each)) console.log(line);
    const off = told.some(isOff);
    if (!off) console.log("All sums are right.");
    else console.log(repair ? "They are right now." : "Nothing was changed. Without --check they are put right.");
    return off && !repair ? 1 : 0;
  } finally {
    await closeDatabase();
  }
}

const isOff = ({ shares, weeks }: Recount) => shares + weeks.length > 0;

function linesOf(each: Recount): string[] {
  const { workspace, incidents, shares, weeks } = each;
  if (!isOff(each)) return [`${workspace}: ${incidents} incidents, all right.`];
  const sums = weeks.map(
    ({ week, about, measure, kept, counted }) =>
      `  ${week.includes("-") ? `week of ${week}` : week}, ${about ?? "all incidents"}, ${measure}: ${kept} was kept, ${counted} is right`,
  );
  return [`${workspace}: ${incidents} incidents, ${shares} of them had added something else.`, ...sums];
}
