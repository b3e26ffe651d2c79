import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import type { ChartFile } from "@/lib/charts/chart-file";
import { fileOfShown } from "@/lib/charts/shown";
import { refuse } from "@/lib/refusal";
import { findRootCause } from "@/lib/root-causes/queries";
import { listWeeks } from "@/lib/root-causes/weekly-sums";
import { todayOf } from "@/lib/text/days";
import { countsByStep, mondayOf } from "@/lib/trends/weeks";
import { countsShown } from "../counts-shown";
import { sinceOf } from "../steps-shown";

export type CausePath = { workspace: string; cause: string };
type Asked = { member: Member; params: CausePath; request: Request };

/** How often a root cause was met over time, as a file. @throws Refusal when there is no such root cause */
export async function countsFile({ member, params, request }: Asked): Promise<ChartFile> {
  const db = database();
  const cause = await findRootCause(db, member, params.cause);
  if (!cause) return refuse("not_found", "This root cause does not exist.");
  const per = new URL(request.url).searchParams.get("per") === "week" ? "week" : "month";
  const today = todayOf(member);
  const since = sinceOf(per, today);
  const weeks = await listWeeks(db, member, { rootCauseId: cause.id }, { since, until: mondayOf(today) });
  return fileOfShown(countsShown(countsByStep(weeks, per, since, today), per, member.locale), cause.text);
}
