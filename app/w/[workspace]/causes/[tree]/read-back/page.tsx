import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { Empty } from "@/app/_ui/empty";
import { database } from "@/db/client";
import { sideIn } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { treeIndex } from "@/lib/causes/cause-tree";
import { loadTree } from "@/lib/causes/load-tree";
import { placeIn, readingPaths } from "@/lib/causes/reading-paths";
import { Live } from "../../../live/live";
import { TreeCrumbs } from "../tree-crumbs";
import { PathChooser } from "./path-chooser";
import { ReadingHere } from "./reading-here";
import { ReadingKeys } from "./reading-keys";
import { Step } from "./step";
import { Whole } from "./whole";

export const metadata: Metadata = { title: "Read aloud" };

/** A path read aloud, one step at a time, from its end up to the problem; each side says whether it holds. */
export default async function ReadBackPage({
  params,
  searchParams,
}: PageProps<"/w/[workspace]/causes/[tree]/read-back">) {
  const { workspace, tree: treeId } = await params;
  const { end, why, whole } = await searchParams;
  const member = await requireMember(workspace);
  const loaded = await loadTree(database(), member, treeId);
  if (!loaded) notFound();
  const index = treeIndex(loaded.tree);
  const [first, second] = loaded.tree.sideIds;
  const canSign = may(member.role, "tree:edit") && !loaded.hasEnded;
  const ownId = canSign && sideIn(member, { firstTeamId: first, secondTeamId: second });
  const { sides } = loaded.relationship;
  const place = placeIn(index, { end: one(end), why: one(why), whole: whole !== undefined });
  const tree = `/w/${workspace}/causes/${treeId}`;
  const incident = loaded.incidents[0];
  const crumbs = [
    { label: "Incidents", href: `/w/${workspace}/incidents` },
    ...(incident
      ? [{ label: formatDay(incident.occurredOn, member.locale), href: `/w/${workspace}/incidents/${incident.id}` }]
      : []),
    { label: "Cause tree", href: place?.line ? `${tree}?why=${place.line.id}` : tree },
    { label: "Read aloud" },
  ];
  const reading = {
    workspace,
    treeId,
    index,
    sides,
    own: sides.find(({ id }) => id === ownId),
    reader: { locale: member.locale, timeZone: member.timeZone, now: new Date() },
  };
  return (
    <main id="main" className="page read-aloud" tabIndex={-1}>
      <Live workspace={workspace} subjects={[treeId]} />
      <div className="reading-head">
        <TreeCrumbs path={crumbs} hasEnded={loaded.hasEnded} />
        <ReadingHere {...{ workspace, treeId }} whyId={place?.line?.id ?? null} />
      </div>
      {!place && (
        <Empty action={<ButtonLink href={tree}>To the cause tree</ButtonLink>}>
          A path is read aloud from its end up to the problem, and each side says whether it holds. Ask why first.
        </Empty>
      )}
      {place &&
        (place.line ? (
          <Step {...reading} path={place.path} line={place.line} />
        ) : (
          <Whole {...reading} path={place.path} />
        ))}
      {place && <PathChooser paths={readingPaths(index)} chosen={place.path} tree={tree} />}
      {place && <ReadingKeys mayAnswer={!!reading.own && place.line !== undefined} />}
    </main>
  );
}

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
