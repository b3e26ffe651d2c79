import { ButtonLink } from "@/app/_ui/button";
import { ViewSwitch } from "./view-switch";

type TreeWaysProps = { workspace: string; treeId: string; view: "outline" | "diagram"; whyId: string | null };

/** The ways from the outline or the diagram to the other pages of the tree, each to the line that is chosen. */
export function TreeWays({ workspace, treeId, view, whyId }: TreeWaysProps) {
  const tree = `/w/${workspace}/causes/${treeId}`;
  const chosen = whyId ? `?why=${whyId}` : "";
  return (
    <>
      <ViewSwitch {...{ workspace, treeId, view, whyId }} />
      <ButtonLink small href={`${tree}/read-back${chosen}`}>
        Read aloud
      </ButtonLink>
      <ButtonLink small href={`${tree}/on-a-phone${chosen}`}>
        Open on a phone
      </ButtonLink>
    </>
  );
}
