import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { Empty } from "@/app/_ui/empty";
import { PageFrame } from "@/app/_ui/page-frame";

export const metadata: Metadata = { title: "Cycles" };

export default async function CyclesPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  await requireMember(workspace);
  return (
    <PageFrame title="Cycles">
      <Empty action={<span className="quiet">This part is not built yet.</span>}>
        A cycle is one turn of the year or the quarter: the pressures from outside, three to five aims that both sides
        own together, and a review of what held.
      </Empty>
    </PageFrame>
  );
}
