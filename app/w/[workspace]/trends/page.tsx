import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { PageFrame } from "@/app/_ui/page-frame";

export const metadata: Metadata = { title: "Trends" };

export default async function TrendsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  await requireMember(workspace);
  return (
    <PageFrame title="Trends">
      <Empty
        action={
          <ButtonLink variant="primary" href={`/w/${workspace}/trends/measures`}>
            Look at the measures
          </ButtonLink>
        }
      >
        Trends tell whether the relationship gets better: signals that are more than chance, the few causes that cost
        most, and what is stuck.
      </Empty>
    </PageFrame>
  );
}
