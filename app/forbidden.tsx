import type { Metadata } from "next";
import { Alone } from "./_ui/alone";
import { ButtonLink } from "./_ui/button";

export const metadata: Metadata = { title: "Not for your role" };

export default function Forbidden() {
  return (
    <Alone
      title="Your role does not open this page"
      actions={
        <ButtonLink variant="primary" href="/">
          To the start
        </ButtonLink>
      }
    >
      <p>An owner of the workspace can look here, or give you a role that may.</p>
    </Alone>
  );
}
