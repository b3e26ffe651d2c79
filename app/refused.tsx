"use client";

import { Alone } from "./_ui/alone";
import { ButtonLink } from "./_ui/button";

/*
 * Next sends these along with every page, in case it is refused; drawn in the browser they are a name there and not their
 * whole text.
 */

const toStart = (
  <ButtonLink variant="primary" href="/">
    To the start
  </ButtonLink>
);

export function NothingHere() {
  return (
    <Alone title="There is nothing at this address" actions={toStart}>
      <p>It may have been moved or taken away, or it belongs to a workspace that you are not in.</p>
    </Alone>
  );
}

export function NotForRole() {
  return (
    <Alone title="Your role does not open this page" actions={toStart}>
      <p>An owner of the workspace can look here, or give you a role that may.</p>
    </Alone>
  );
}
