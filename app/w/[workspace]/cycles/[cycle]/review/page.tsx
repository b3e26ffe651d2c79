import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { PageFrame } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { listUndecided } from "@/lib/cycles/carrying-over";
import { listCycleImprovements } from "@/lib/cycles/cycle-improvements";
import { listObjectiveReviews, listObjectives, listPressures, listReviews } from "@/lib/cycles/queries";
import { cycleContext } from "../cycle-context";
import { LeftOver } from "./left-over";
import { Quarter } from "./quarter";
import { Results } from "./results";
import { Whole } from "./whole";

export const metadata: Metadata = { title: "Review" };

/** While a cycle runs: continue, adapt or stop each objective. At its end: the whole, the results, and what is left over. */
export default async function ReviewPage({ params }: PageProps<"/w/[workspace]/cycles/[cycle]/review">) {
  const { workspace, cycle: cycleId } = await params;
  const member = await requireMember(workspace);
  const context = await cycleContext(workspace, member, cycleId);
  const { cycle, here } = context;
  const db = database();
  const isWhole = cycle.phase === "review";
  const [objectives, reviews, decided, improvements, pressures, undecided] = await Promise.all([
    listObjectives(db, member, [cycle.id]),
    listReviews(db, member, [cycle.id]),
    listObjectiveReviews(db, member, cycle.id),
    listCycleImprovements(db, member, cycle.id),
    listPressures(db, member, cycle),
    isWhole ? listUndecided(db, member, cycle.id) : [],
  ]);
  return (
    <PageFrame
      title={isWhole ? "Review of the whole" : "Quarterly review"}
      crumbs={[
        { label: "Cycles", href: `/w/${workspace}/cycles` },
        { label: cycle.name, href: here },
        { label: "Review" },
      ]}
    >
      {isWhole ? (
        <div className="cycle">
          <Whole {...{ context, reviews, improvements, pressures }} />
          <Results {...{ context, objectives }} />
          <LeftOver {...{ context, undecided, improvements }} />
        </div>
      ) : cycle.phase === "running" ? (
        <Quarter {...{ context, objectives, reviews, decided }} />
      ) : (
        <Empty action={<ButtonLink href={here}>To the cycle</ButtonLink>}>
          {cycle.phase === "closed"
            ? "This cycle is closed; its review stands on its page."
            : "There is nothing to review yet: the cycle is still being planned."}
        </Empty>
      )}
    </PageFrame>
  );
}
