import { Link } from "@/app/_ui/link";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { findImprovement } from "@/lib/improvements/improvement-page";
import { Blocked } from "./[improvement]/blocked";
import { DetailHead, InPlace, WrittenPrediction } from "./[improvement]/detail";
import { detailContext } from "./[improvement]/detail-context";
import { NextDeed } from "./[improvement]/next-deed";
import { SustainDeed } from "./[improvement]/sustain";
import type { Reader } from "./words";

type OpenBesideProps = {
  workspace: string;
  member: Member;
  reader: Reader;
  improvementId: string;
};

/** The one that is looked at, beside the board: what is expected, who checks it, and the next deed. */
export async function OpenBeside({ workspace, member, reader, improvementId }: OpenBesideProps) {
  const improvement = await findImprovement(database(), member, improvementId);
  if (!improvement)
    return (
      <aside className="detail" aria-label="Selected improvement">
        <p className="note">This improvement does not exist.</p>
      </aside>
    );
  const context = await detailContext({ heading: "h3", workspace, member, reader, improvement });
  return (
    <aside className="detail" aria-label="Selected improvement">
      <DetailHead context={context} />
      <WrittenPrediction context={context} />
      <InPlace context={context} />
      <Blocked context={context} brief />
      <SustainDeed context={context} />
      <NextDeed context={context} brief />
      <Link className="link" href={`/w/${workspace}/improvements/${improvement.id}`}>
        Open it whole
      </Link>
    </aside>
  );
}
