import { notFound } from "next/navigation";
import { v7 } from "uuid";
import { requireMember } from "@/app/_server/visitor";
import { formatDay } from "@/app/_ui/dates";
import { Crumbs } from "@/app/_ui/page-frame";
import { Tag } from "@/app/_ui/tag";
import { database } from "@/db/client";
import { sideIn } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { treeIndex } from "@/lib/causes/cause-tree";
import { isOneSidedDraft } from "@/lib/causes/gates";
import { loadTree } from "@/lib/causes/load-tree";
import { treeContext } from "@/lib/causes/tree-context";
import { stepsOf } from "@/lib/causes/undo";
import { listRootCauseChoices } from "@/lib/root-causes/queries";
import { ProblemLine } from "./problem-line";
import { TreeEditor } from "./tree-editor";

export default async function CauseTreePage({ params, searchParams }: PageProps<"/w/[workspace]/causes/[tree]">) {
  const { workspace, tree: treeId } = await params;
  const { why } = await searchParams;
  const member = await requireMember(workspace);
  const db = database();
  const [loaded, steps, rootCauses] = await Promise.all([
    loadTree(db, member, treeId),
    stepsOf(db, member, treeId),
    listRootCauseChoices(db, member),
  ]);
  if (!loaded) notFound();
  const { tree, relationship, incidents, settledAt } = loaded;
  const index = treeIndex(tree);
  const rules = treeContext(loaded);
  const canEdit = may(member.role, "tree:edit");
  const [incident] = incidents;
  const [first, second] = tree.sideIds;
  return (
    <main id="main" className="page tree-page" tabIndex={-1}>
      <header className="tree-head">
        <div className="row">
          <Crumbs
            path={[
              { label: "Incidents", href: `/w/${workspace}/incidents` },
              ...(incident
                ? [
                    {
                      label: formatDay(incident.occurredOn, member.locale),
                      href: `/w/${workspace}/incidents/${incident.id}`,
                    },
                  ]
                : []),
              { label: "Cause tree" },
            ]}
          />
        </div>
        <div className="problem">
          <ProblemLine workspace={workspace} treeId={treeId} problem={tree.problem} canEdit={canEdit} />
          <div className="right">
            {settledAt ? (
              <Tag accent>settled</Tag>
            ) : isOneSidedDraft(index, rules) ? (
              <Tag>one-sided draft</Tag>
            ) : (
              <Tag>draft</Tag>
            )}
          </div>
        </div>
      </header>
      <TreeEditor
        workspace={workspace}
        initial={{ tree, settledAt: settledAt?.toISOString() ?? null, steps }}
        selectedId={typeof why === "string" && index.byId.has(why) ? why : null}
        sides={relationship.sides}
        rules={rules}
        me={{ name: member.name, sideId: sideIn(member, { firstTeamId: first, secondTeamId: second }) }}
        canEdit={canEdit}
        locale={member.locale}
        rootCauses={rootCauses}
        improvements={loaded.improvements}
        ids={{ ask: v7(), evidence: v7() }}
      />
    </main>
  );
}
