import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Crumbs, PageHead } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { listShares } from "@/lib/a3/share-links";
import { findSheet } from "@/lib/a3/sheet";
import { may } from "@/lib/access/policy";
import { dayIn } from "@/lib/text/days";
import { PrintButton } from "./print-button";
import { ShareLinks } from "./share-links";
import { Sheet } from "./sheet";

export const metadata: Metadata = { title: "A3" };

/** An incident as one landscape page, to be printed or shown to people without an account. */
export default async function SheetPage({ params, searchParams }: PageProps<"/w/[workspace]/incidents/[incident]/a3">) {
  const { workspace, incident: incidentId } = await params;
  const { names, print } = await searchParams;
  const member = await requireMember(workspace);
  const db = database();
  const named = names !== "out";
  const sheet = await findSheet(db, member, incidentId, named);
  if (!sheet) notFound();
  const mayShare = may(member.role, "incident:share");
  const shares = mayShare ? await listShares(db, member, incidentId) : [];
  const here = `/w/${workspace}/incidents/${incidentId}`;
  return (
    <main id="main" className="page a3-page" tabIndex={-1}>
      <Crumbs
        path={[
          { label: "Incidents", href: `/w/${workspace}/incidents` },
          { label: "Incident", href: here },
          { label: "A3" },
        ]}
      />
      <PageHead
        title="A3"
        note="One landscape page, built from what stands. What is still to come stays blank."
        tools={
          <>
            <ButtonLink href={`${here}/a3${named ? "?names=out" : ""}`}>
              {named ? "Leave names out" : "Show names"}
            </ButtonLink>
            <PrintButton atOnce={print !== undefined} />
          </>
        }
      />
      <div className="a3-room">
        <Sheet sheet={sheet} reader={{ locale: member.locale, today: dayIn(member.timeZone) }} />
      </div>
      {mayShare && <ShareLinks {...{ workspace, incidentId, shares, member }} />}
    </main>
  );
}
