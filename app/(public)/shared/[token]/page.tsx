import type { Metadata } from "next";
import { openPage } from "@/app/_server/visitor";
import { Sheet } from "@/app/w/[workspace]/incidents/[incident]/a3/sheet";
import { database } from "@/db/client";
import { openShare, shareOver } from "@/lib/a3/share-links";
import { findSheet } from "@/lib/a3/sheet";
import { dayIn } from "@/lib/text/days";
import { DoorFrame } from "../../door-frame";

export const metadata: Metadata = { title: "A3", robots: { index: false, follow: false } };

/** One incident's A3 for whoever holds the link, until it runs out or is withdrawn. */
export default async function SharedPage({ params }: { params: Promise<{ token: string }> }) {
  await openPage("whoever holds the link may have no account; the token in the address is asked");
  const { token } = await params;
  const share = await openShare(database(), token);
  if (!share) return <NotShared words="Nothing was shared under this link. Check that it was copied whole." />;
  if (share.state !== "open") return <NotShared words={shareOver[share.state]} />;
  const { member, incidentId, withNames } = share;
  const sheet = await findSheet(database(), member, incidentId, withNames);
  if (!sheet) return <NotShared words="What this link showed is not there any more." />;
  return (
    <main id="main" className="a3-page desk" tabIndex={-1}>
      <div className="a3-room">
        <Sheet alone sheet={sheet} reader={{ locale: member.locale, today: dayIn(member.workspace.timeZone) }} />
      </div>
    </main>
  );
}

function NotShared({ words }: { words: string }) {
  return (
    <DoorFrame title="This link does not hold" lead={words}>
      {null}
    </DoorFrame>
  );
}
