import { Switch } from "@/app/_ui/switch";

type ViewSwitchProps = {
  workspace: string;
  treeId: string;
  view: "outline" | "diagram" | "replay";
  whyId?: string | null;
};

/** The outline to write in, the diagram to look at it whole, both on the chosen line; and how it came to be. */
export function ViewSwitch({ workspace, treeId, view, whyId }: ViewSwitchProps) {
  const outline = `/w/${workspace}/causes/${treeId}`;
  const chosen = whyId ? `?why=${whyId}` : "";
  return (
    <Switch
      label="View"
      options={[
        { href: `${outline}${chosen}`, label: "Outline", current: view === "outline" },
        { href: `${outline}/diagram${chosen}`, label: "Diagram", current: view === "diagram" },
        { href: `${outline}/replay`, label: "Replay", current: view === "replay" },
      ]}
    />
  );
}
