import { relationshipsOf } from "@/app/_server/chosen-relationship";
import type { FileOfChart } from "@/app/_ui/charts/chart-files";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import type { ChartFile } from "@/lib/charts/chart-file";
import { fileOfShown } from "@/lib/charts/shown";
import { findStuck } from "@/lib/overview/stuck";
import { refuse } from "@/lib/refusal";
import { stuckShown } from "./stuck-shown";

export type StuckPath = { workspace: string; relationship: string };

export const stuckFileAt = (workspace: string, relationshipId: string): FileOfChart => ({
  href: `/w/${workspace}/trends/stuck/${relationshipId}/chart`,
  name: "stuck",
});

/** What is stuck in a relationship as a file. @throws Refusal when there is no such relationship */
export async function stuckFile({ member, params }: { member: Member; params: StuckPath }): Promise<ChartFile> {
  const relationship = (await relationshipsOf(member)).find(({ id }) => id === params.relationship);
  if (!relationship) return refuse("not_found", "This relationship does not exist.");
  const stuck = await findStuck(database(), member, relationship.id);
  return fileOfShown(stuckShown(stuck, member.locale), relationship.name);
}
