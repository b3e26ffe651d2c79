import { z } from "zod";
import { relationshipsOf } from "@/app/_server/chosen-relationship";
import type { FileOfChart } from "@/app/_ui/charts/chart-files";
import { database } from "@/db/client";
import { type Category, categories } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import type { ChartFile } from "@/lib/charts/chart-file";
import { fileOfShown } from "@/lib/charts/shown";
import { refuse } from "@/lib/refusal";
import { listWeeks } from "@/lib/root-causes/weekly-sums";
import { todayOf } from "@/lib/text/days";
import { categoryWords } from "@/lib/text/words";
import { countsByStep, mondayOf, type Step } from "@/lib/trends/weeks";
import { countsShown } from "./counts-shown";
import { sinceOf } from "./steps-shown";

export type OverTimePath = { workspace: string; relationship: string };
type Asked = { member: Member; params: OverTimePath; request: Request };

const allOfThem = "all";

const asked = z.object({
  trend: z.enum(categories).catch(categories[0]),
  per: z.enum(["week", "month"]).catch("month"),
});

/** Where the chart of a category is as a file. */
export const overTimeFileAt = (
  workspace: string,
  relationshipId: string | undefined,
  { trend, per }: { trend: Category; per: Step },
): FileOfChart => ({
  href: `/w/${workspace}/root-causes/over-time/${relationshipId ?? allOfThem}/chart`,
  query: `?trend=${trend}&per=${per}`,
  name: `over-time-${trend}`,
});

/** How often a category was met over time, of a relationship or of all. @throws Refusal when there is no such relationship */
export async function overTimeFile({ member, params, request }: Asked): Promise<ChartFile> {
  const isAll = params.relationship === allOfThem;
  const relationship = (await relationshipsOf(member)).find(({ id }) => id === params.relationship);
  if (!relationship && !isAll) return refuse("not_found", "This relationship does not exist.");
  const { trend, per } = asked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const today = todayOf(member);
  const within = { relationshipId: relationship?.id, since: sinceOf(per, today), until: mondayOf(today) };
  const weeks = await listWeeks(database(), member, { category: trend }, within);
  const shown = countsShown(countsByStep(weeks, per, within.since, today), per, member.locale);
  return fileOfShown(shown, `${categoryWords[trend]}, ${relationship?.name ?? "all relationships"}`);
}
