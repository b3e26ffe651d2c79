import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { heardUpTo, requireMember } from "@/app/_server/visitor";
import { formatDay } from "@/app/_ui/dates";
import { Drawing, DrawingUnhung } from "@/app/_ui/prose";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { treeIndex } from "@/lib/causes/cause-tree";
import { drawDiagram, framed } from "@/lib/causes/diagram-drawing";
import { layOut } from "@/lib/causes/diagram-layout";
import { loadTree } from "@/lib/causes/load-tree";
import { scoreOf } from "@/lib/causes/score";
import { loadScoreFacts } from "@/lib/causes/score-facts";
import { treeContext } from "@/lib/causes/tree-context";
import { stepsOf } from "@/lib/causes/undo";
import { Live } from "../../../live/live";
import { TreeCrumbs } from "../tree-crumbs";
import { DiagramCanvas } from "./diagram-canvas";
import { DiagramHead } from "./diagram-head";
import { DiagramSigns } from "./diagram-signs";

export const metadata: Metadata = { title: "Cause tree, diagram" };

/** Of more boxes than this, only those in sight are hung up in the browser. */
const manyBoxes = 300;

/** The same tree as the outline, to be looked at whole, explained and saved as a picture. Drawn here; moved in the browser. */
export default async function DiagramPage({ params, searchParams }: PageProps<"/w/[workspace]/causes/[tree]/diagram">) {
  const { workspace, tree: treeId } = await params;
  const { why } = await searchParams;
  const member = await requireMember(workspace);
  const since = await heardUpTo(workspace);
  const db = database();
  const [loaded, steps, facts] = await Promise.all([
    loadTree(db, member, treeId),
    stepsOf(db, member, treeId),
    loadScoreFacts(db, member, treeId),
  ]);
  if (!loaded) notFound();
  const { incidents, relationship } = loaded;
  const index = treeIndex(loaded.tree);
  const selectedId = typeof why === "string" && index.byId.has(why) ? why : null;
  const rules = treeContext(loaded);
  const layout = layOut(index, (day) => formatDay(day, member.locale, "dated"));
  const drawing = drawDiagram(layout, { treeId, sides: relationship.sides, selectedId });
  const isLarge = layout.nodes.length > manyBoxes;
  const incidentCrumbs = incidents.slice(0, 1).map(({ id, occurredOn }) => ({
    label: formatDay(occurredOn, member.locale),
    href: `/w/${workspace}/incidents/${id}`,
  }));
  const path = [{ label: "Incidents", href: `/w/${workspace}/incidents` }, ...incidentCrumbs, { label: "Cause tree" }];
  return (
    <main id="main" className="page tree-page diagram-page" tabIndex={-1}>
      <Live workspace={workspace} subjects={[treeId]} />
      <DiagramHead
        crumbs={<TreeCrumbs path={path} hasEnded={loaded.hasEnded} />}
        {...{ workspace, index, selectedId }}
        rules={rules}
        score={scoreOf(index, rules, facts)}
        sides={relationship.sides}
        settledAt={loaded.settledAt}
      />
      <DiagramCanvas
        {...{ workspace, treeId, selectedId, steps, isLarge }}
        bounds={layout.bounds}
        canEdit={may(member.role, "tree:edit") && !loaded.hasEnded}
        name={loaded.tree.problem}
        signs={<DiagramSigns sides={relationship.sides} />}
        sides={relationship.sides}
        looker={{ meId: member.id, since }}
      >
        {isLarge ? <DrawingUnhung svg={framed(drawing, layout.bounds).text} /> : <Drawing svg={drawing.text} />}
      </DiagramCanvas>
    </main>
  );
}
