import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { PageFrame } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { countJudged, listCameBack, listDecided, listVerified } from "@/lib/cycles/cycle-improvements";
import { type Cycle, listObjectiveReviews, listObjectives, listPressures, listReviews } from "@/lib/cycles/queries";
import { countUndecided, listUndecided } from "@/lib/cycles/undecided";
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
  const [objectives, reviews] = await Promise.all([
    listObjectives(db, member, [cycle.id]),
    listReviews(db, member, [cycle.id]),
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
          <Whole {...{ context, reviews, records: await recordsOf(member, cycle) }} />
          <Results {...{ context, objectives }} />
          <LeftOver {...{ context, left: await leftOf(member, cycle) }} />
        </div>
      ) : cycle.phase === "running" ? (
        <Quarter {...{ context, objectives, reviews }} decided={await listObjectiveReviews(db, member, cycle.id)} />
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

/** What the records say by themselves of the time since its first day. */
async function recordsOf(member: Member, cycle: Cycle) {
  const db = database();
  const [verified, judged, cameBack, pressures] = await Promise.all([
    listVerified(db, member, cycle.id, cycle.startsOn),
    countJudged(db, member, cycle.id, cycle.startsOn),
    listCameBack(db, member, cycle.id, cycle.startsOn),
    listPressures(db, member, cycle),
  ]);
  return { verified, judged, cameBack, pressures };
}
export type Records = Awaited<ReturnType<typeof recordsOf>>;

async function leftOf(member: Member, cycle: Cycle) {
  const db = database();
  const [undecided, waiting, decided] = await Promise.all([
    listUndecided(db, member, cycle.id),
    countUndecided(db, member, cycle.id),
    listDecided(db, member, cycle.id),
  ]);
  return { undecided, waiting, decided };
}
export type Left = Awaited<ReturnType<typeof leftOf>>;
