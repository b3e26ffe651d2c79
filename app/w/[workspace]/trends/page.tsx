import type { Metadata } from "next";
import { headers } from "next/headers";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { keptVisit } from "@/app/_server/kept-visits";
import { heardUpTo, requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { KeptPart } from "@/app/_ui/kept-part";
import { PageFrame } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { hasRoom } from "@/db/room";
import { dayIn } from "@/lib/text/days";
import { keptTrends } from "./kept-body";
import { PrintButton } from "./print-button";

export const metadata: Metadata = { title: "Trends" };

/** The executive's page; what it shows is in `trends-body.tsx`. */
export default async function TrendsPage({ params, searchParams }: PageProps<"/w/[workspace]/trends">) {
  const [{ workspace }, asked, asking] = await Promise.all([params, searchParams, headers()]);
  const member = await requireMember(workspace);
  const [chosen, relationships] = await Promise.all([chosenRelationship(member), relationshipsOf(member)]);
  // A mail names the one it tells of.
  const relationship = relationships.find(({ id }) => id === asked.relationship) ?? chosen;
  // Where nothing can be written any more, the page is read all the same.
  const since = (await hasRoom()) ? await keptVisit(database(), member, relationship.id) : undefined;
  const { name, markup } = await keptTrends({
    member,
    relationship,
    relationships,
    since,
    heardUpTo: await heardUpTo(workspace),
  });
  const visited = since && formatDay(dayIn(member.timeZone, since), member.locale, "long");
  return (
    <PageFrame
      title="Does it get better?"
      className="trends"
      note={visited ? `${relationship.name}, since your last visit on ${visited}` : relationship.name}
      tools={
        <>
          <ButtonLink href={`/w/${workspace}/trends/measures`}>Measures</ButtonLink>
          <ButtonLink href={`/w/${workspace}/trends/flow`}>Flow</ButtonLink>
          <ButtonLink href={`/w/${workspace}/trends/cost`}>Cost</ButtonLink>
          <PrintButton />
        </>
      }
    >
      <KeptPart name={name} markup={asking.get("x-asks-for") === "document" ? undefined : markup} />
    </PageFrame>
  );
}
