import { relationshipsOf } from "@/app/_server/chosen-relationship";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import type { ChartFile } from "@/lib/charts/chart-file";
import { fileOfShown } from "@/lib/charts/shown";
import { listPressuresOverTime } from "@/lib/overview/pressures";
import { pressuresShown } from "@/lib/overview/pressures-shown";
import { refuse } from "@/lib/refusal";

export type PressuresPath = { workspace: string; relationship: string };

/** The pressures of a relationship as a file. @throws Refusal when there is no such relationship */
export async function pressuresFile({ member, params }: { member: Member; params: PressuresPath }): Promise<ChartFile> {
  const relationship = (await relationshipsOf(member)).find(({ id }) => id === params.relationship);
  if (!relationship) return refuse("not_found", "This relationship does not exist.");
  const pressures = await listPressuresOverTime(database(), member, relationship.id);
  return fileOfShown(pressuresShown(pressures, member.locale), relationship.name);
}
