import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { Empty } from "@/app/_ui/empty";
import { PageFrame } from "@/app/_ui/page-frame";

export const metadata: Metadata = { title: "Alignment" };

export default async function AlignmentPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  await requireMember(workspace);
  return (
    <PageFrame title="Alignment">
      <Empty action={<span className="quiet">This part is not built yet.</span>}>
        Alignment shows how each side sees the relationship, where the two pictures differ, and what both have promised
        each other at every hand-off.
      </Empty>
    </PageFrame>
  );
}
