import type { Metadata } from "next";
import { v7 } from "uuid";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { formatDay } from "@/app/_ui/dates";
import { Gloss } from "@/app/_ui/gloss";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { listHandOffs } from "@/lib/incidents/queries";
import { addDays, dayIn } from "@/lib/text/days";
import { listWaiting } from "@/lib/today/queries";
import { Live } from "../live/live";
import { LogForm } from "./log-form";
import { WaitsForYou } from "./waits-for-you";

export const metadata: Metadata = { title: "Today" };

/** As the history names what was done: all that something may wait of. */
const whatWaits = ["comment", "cycle", "finding", "improvement", "incident", "measure", "perspective", "tree", "why"];

/** One line to log friction, then what waits for this member. Nothing else. */
export default async function TodayPage({ params }: PageProps<"/w/[workspace]/today">) {
  const { workspace } = await params;
  const member = await requireMember(workspace);
  const db = database();
  const mayLog = may(member.role, "incident:log");
  const [relationship, relationships, waiting, handOffs] = await Promise.all([
    chosenRelationship(member),
    relationshipsOf(member),
    listWaiting(db, member),
    mayLog ? listHandOffs(db, member) : [],
  ]);
  const today = dayIn(member.timeZone);
  const side = relationship.sides.find(({ id }) => id === member.teamId);
  return (
    <main id="main" className="page today" tabIndex={-1}>
      <Live workspace={workspace} kinds={whatWaits} />
      <p className="date">{formatDay(today, member.locale, "weekday")}</p>
      <h1>{mayLog ? "What got in the way?" : "Today"}</h1>
      {mayLog && (
        <LogForm
          workspace={workspace}
          id={v7()}
          relationshipId={relationship.id}
          sides={relationship.sides}
          sideId={side?.id ?? ""}
          days={lastDays(today, member)}
          handOffs={handOffs}
        />
      )}
      {waiting.readBacks.length > 0 && (
        <Gloss className="margin" term="Read-back">
          Say the path upward: this, therefore that. Each side signs when it holds, or says where it leaps.
        </Gloss>
      )}
      <WaitsForYou {...{ workspace, member, waiting, relationships, today }} />
    </main>
  );
}

/** Today, yesterday and the days before, as far as a line is logged "while it is fresh"; the full form knows any day. */
function lastDays(today: string, { locale }: Pick<Member, "locale">) {
  const before = [2, 3, 4, 5, 6, 7].map((ago) => addDays(today, -ago));
  return [
    { value: "", label: "today" },
    { value: addDays(today, -1), label: "yesterday" },
    ...before.map((day) => ({ value: day, label: formatDay(day, locale, "weekday") })),
  ];
}
