import { Switch } from "@/app/_ui/switch";

type ViewSwitchProps = { workspace: string; treeId: string; view: "outline" | "diagram"; whyId?: string | null };

/** The two views of a tree: the outline to write in, the diagram to look at it whole. Both keep the chosen line. */
export function ViewSwitch({ workspace, treeId, view, whyId }: ViewSwitchProps) {
  const outline = `/w/${workspace}/causes/${treeId}`;
  const chosen = whyId ? `?why=${whyId}` : "";
  return (
    <Switch
      label="View"
      options={[
        { href: `${outline}${chosen}`, label: "Outline", current: view === "outline" },
        { href: `${outline}/diagram${chosen}`, label: "Diagram", current: view === "diagram" },
      ]}
    />
  );
}
