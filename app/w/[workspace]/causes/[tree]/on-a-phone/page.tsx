import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { database } from "@/db/client";
import { treeHead } from "@/lib/live/showing";
import { TreeCrumbs } from "../tree-crumbs";
import { CopyAddress } from "./copy-address";
import { FillScreen } from "./fill-screen";
import { isForThisMachineOnly, phoneAddress } from "./phone-address";

export const metadata: Metadata = { title: "Open on a phone" };

/** The way to this tree, large enough for a room: everyone comes to it on their own phone, and signs in as themselves. */
export default async function OnAPhonePage({
  params,
  searchParams,
}: PageProps<"/w/[workspace]/causes/[tree]/on-a-phone">) {
  const { workspace, tree: treeId } = await params;
  const { why } = await searchParams;
  const member = await requireMember(workspace);
  const head = await treeHead(database(), member, treeId);
  if (!head) notFound();
  const address = phoneAddress(workspace, treeId, why);
  const { pathname, search } = new URL(address);
  const tree = `${pathname}${search}`;
  return (
    <main id="main" className="page on-a-phone" tabIndex={-1}>
      <TreeCrumbs
        path={[
          { label: "Incidents", href: `/w/${workspace}/incidents` },
          { label: "Cause tree", href: tree },
          { label: "Open on a phone" },
        ]}
        hasEnded={false}
      />
      <h1>{head.problem}</h1>
      {/* biome-ignore lint/performance/noImgElement: drawn anew for each address; there is nothing to make smaller */}
      <img
        id="code"
        src={`/w/${workspace}/causes/${treeId}/on-a-phone/picture${search}`}
        alt="The address below as a QR code"
        width={512}
        height={512}
      />
      <p className="address">{address}</p>
      <p className="note">
        Point a phone's camera at it. Whoever belongs to {member.workspace.name} signs in and is on this tree; nobody
        else sees anything.
      </p>
      {isForThisMachineOnly(address) && (
        <p className="note">
          This address is understood on this machine only. Whoever runs Common Cause sets ORIGIN to the one that others
          use.
        </p>
      )}
      <div className="buttons">
        <CopyAddress address={address} />
        <FillScreen codeId="code" />
        <ButtonLink small href={tree}>
          To the cause tree
        </ButtonLink>
      </div>
    </main>
  );
}
