import { redirect } from "next/navigation";
import { requireMember } from "@/app/_server/visitor";

/** The address of a workspace itself leads to its first page. */
export default async function WorkspacePage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  await requireMember(workspace);
  redirect(`/w/${workspace}/today`);
}
