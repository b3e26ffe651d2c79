import { notFound } from "next/navigation";
import { v7 } from "uuid";
import { heardUpTo, requireMember } from "@/app/_server/visitor";
import { formatDay } from "@/app/_ui/dates";
import { database } from "@/db/client";
import { sideIn } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { listWhyChoices } from "@/lib/causes/finding-trees";
import { loadTree } from "@/lib/causes/load-tree";
import { listPointing } from "@/lib/causes/pointing";
import { loadScoreFacts } from "@/lib/causes/score-facts";
import { treeContext } from "@/lib/causes/tree-context";
import { stepsOf } from "@/lib/causes/undo";
import { listComments } from "@/lib/comments/queries";
import { listRootCauseChoices } from "@/lib/root-causes/queries";
import { talkOf } from "../../comments/talk-of";
import { ServedIncidents } from "./served-incidents";
import { TreeCrumbs } from "./tree-crumbs";
import { TreeEditor } from "./tree-editor";

export default async function CauseTreePage({ params, searchParams }: PageProps<"/w/[workspace]/causes/[tree]">) {
  const { workspace, tree: treeId } = await params;
  const { why, same, incident, talk } = await searchParams;
  const member = await requireMember(workspace);
  const since = await heardUpTo(workspace);
  const db = database();
  const sameWords = asWords(same);
  const [loaded, steps, rootCauses, shown, facts, pointing, choices] = await Promise.all([
    loadTree(db, member, treeId),
    stepsOf(db, member, treeId),
    listRootCauseChoices(db, member),
    listComments(db, member, "tree", treeId, asWords(talk)),
    loadScoreFacts(db, member, treeId),
    listPointing(db, member, treeId),
    sameWords === undefined ? [] : listWhyChoices(db, member, treeId, sameWords),
  ]);
  if (!loaded) notFound();
  const { tree, relationship, incidents, settledAt } = loaded;
  const incidentsCrumb = { label: "Incidents", href: `/w/${workspace}/incidents` };
  const incidentCrumbs = incidents.slice(0, 1).map(({ id, occurredOn }) => ({
    label: formatDay(occurredOn, member.locale),
    href: `/w/${workspace}/incidents/${id}`,
  }));
  const [first, second] = tree.sideIds;
  const canEdit = may(member.role, "tree:edit") && !loaded.hasEnded;
  return (
    <main id="main" className="page tree-page" tabIndex={-1}>
      <TreeEditor
        crumbs={
          <TreeCrumbs path={[incidentsCrumb, ...incidentCrumbs, { label: "Cause tree" }]} hasEnded={loaded.hasEnded} />
        }
        workspace={workspace}
        initial={{ tree, settledAt: settledAt?.toISOString() ?? null, facts, steps }}
        selectedId={typeof why === "string" && tree.whys.some(({ id }) => id === why) ? why : null}
        incidentId={incidents[0]?.id ?? null}
        since={since}
        sides={relationship.sides}
        rules={treeContext(loaded)}
        me={{ id: member.id, name: member.name, sideId: sideIn(member, { firstTeamId: first, secondTeamId: second }) }}
        canEdit={canEdit}
        locale={member.locale}
        rootCauses={rootCauses}
        improvements={loaded.improvements}
        ids={{ ask: v7(), evidence: v7() }}
        crossLinks={{ pointing, found: sameWords === undefined ? undefined : { words: sameWords, choices } }}
        served={
          <ServedIncidents
            {...{ workspace, member, loaded }}
            treeId={treeId}
            words={asWords(incident)}
            mayLink={may(member.role, "tree:edit")}
          />
        }
        talk={talkOf(member, { workspace, on: "tree", subjectId: treeId, shown, sides: relationship.sides })}
      />
    </main>
  );
}

/** What somebody looks for, as it stands in the address. */
const asWords = (value: string | string[] | undefined) => (typeof value === "string" ? value.slice(0, 200) : undefined);
