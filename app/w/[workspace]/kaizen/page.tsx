import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { Empty } from "@/app/_ui/empty";
import { PageFrame } from "@/app/_ui/page-frame";

export const metadata: Metadata = { title: "Kaizen events" };

export default async function KaizenPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  await requireMember(workspace);
  return (
    <PageFrame title="Kaizen events">
      <Empty action={<span className="quiet">This part is not built yet.</span>}>
        A kaizen event brings both sides into one room for a few hours: one charter, one tree, votes that weigh both
        sides alike, and owners and dates before anyone leaves.
      </Empty>
    </PageFrame>
  );
}
