import type { Metadata } from "next";
import { Alone } from "./_ui/alone";
import { ButtonLink } from "./_ui/button";

export const metadata: Metadata = { title: "Nothing here" };

export default function NotFound() {
  return (
    <Alone
      title="There is nothing at this address"
      actions={
        <ButtonLink variant="primary" href="/">
          To the start
        </ButtonLink>
      }
    >
      <p>It may have been moved or taken away, or it belongs to a workspace that you are not in.</p>
    </Alone>
  );
}
