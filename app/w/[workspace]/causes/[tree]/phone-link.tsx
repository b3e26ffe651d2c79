import { ButtonLink } from "@/app/_ui/button";

type PhoneLinkProps = { workspace: string; treeId: string; whyId: string | null };

/** To the address of the tree as a link and a QR code, for whoever comes to it on another device. */
export function PhoneLink({ workspace, treeId, whyId }: PhoneLinkProps) {
  return (
    <ButtonLink small href={`/w/${workspace}/causes/${treeId}/on-a-phone${whyId ? `?why=${whyId}` : ""}`}>
      Open on a phone
    </ButtonLink>
  );
}
