import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireMember } from "@/app/_server/visitor";
import { dayOf, formatDay } from "@/app/_ui/dates";
import { Crumbs } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { loadReplay } from "@/lib/causes/load-replay";
import { ViewSwitch } from "../view-switch";
import { BalanceFigure } from "./balance-figure";
import { pictureAt } from "./picture";
import { ReplayView } from "./replay-view";

export const metadata: Metadata = { title: "Cause tree, replay" };

/** Beyond this a step is asked for instead of all deeds being fetched at once: about half a megabyte. */
const [manyDeeds, manyLines] = [1_500, 600];

/** How a tree came to be, deed by deed, and what each side brought. */
export default async function ReplayPage({ params, searchParams }: PageProps<"/w/[workspace]/causes/[tree]/replay">) {
  const { workspace, tree: treeId } = await params;
  const { at } = await searchParams;
  const member = await requireMember(workspace);
  const loaded = await loadReplay(database(), member, treeId, (instant) => dayOf(instant, member.timeZone));
  if (!loaded) notFound();
  const { replay, relationship, incidents } = loaded;
  const { steps, whys } = replay;
  const tree = `/w/${workspace}/causes/${treeId}`;
  const path = [
    { label: "Incidents", href: `/w/${workspace}/incidents` },
    ...incidents.slice(0, 1).map(({ id, occurredOn }) => ({
      label: formatDay(occurredOn, member.locale),
      href: `/w/${workspace}/incidents/${id}`,
    })),
    { label: "Cause tree", href: tree },
    { label: "Replay" },
  ];
  const days = steps.flatMap(({ day }, nth) => (day === steps[nth - 1]?.day ? [] : [{ at: nth + 1, day }]));
  return (
    <main id="main" className="page tree-page replay-page" tabIndex={-1}>
      <header className="tree-head">
        <div className="row">
          <Crumbs path={path} />
          <div className="tools">
            <ViewSwitch workspace={workspace} treeId={treeId} view="replay" />
          </div>
        </div>
      </header>
      <ReplayView
        {...{ tree, days }}
        drawn={pictureAt(replay, typeof at === "string" ? Number(at) : steps.length)}
        isLarge={steps.length > manyDeeds || whys.length > manyLines}
        sides={relationship.sides}
        locale={member.locale}
      >
        <aside className="tree-side" aria-label="About this replay">
          <BalanceFigure replay={replay} sides={relationship.sides} locale={member.locale} />
          <section>
            <h2>What is shown here</h2>
            <p className="note">
              Each deed that changed the tree, from its history; rewordings of one stretch of typing are one. Comments,
              files, improvements and wording hints are not replayed, and a root cause has the category that the
              catalogue gives it today{whatElse(steps[0]?.verb, steps.length)}
            </p>
          </section>
        </aside>
      </ReplayView>
      <footer className="keys-bar">
        <span>
          <kbd>←</kbd> <kbd>→</kbd> one deed
        </span>
        <span>
          <kbd>Home</kbd> the first
        </span>
        <span>
          <kbd>End</kbd> the last
        </span>
        <span>
          <kbd>Space</kbd> play or pause
        </span>
      </footer>
    </main>
  );
}

/** Days are only those of the history; what came before it, or in one piece, came without. */
function whatElse(verb: string | undefined, total: number): string {
  if (verb === "tree.begun") return ". What stood before the history began is its first deed.";
  return total === 1 ? ". Nothing has been changed in this tree since it was opened or brought in." : ".";
}
