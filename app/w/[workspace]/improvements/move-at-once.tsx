"use client";

import type { ReactNode } from "react";
import type { Outcome } from "@/app/_server/outcome";
import { ActionForm, FormMessage } from "@/app/_ui/form";

type MoveAtOnceProps = {
  action: (last: Outcome<never>, form: FormData) => Promise<Outcome<never>>;
  opener: ReactNode;
  children: ReactNode;
};

/** The menu of a card of which one way is open at once. Refused, it comes back open and says why, without scripts, too. */
export function MoveAtOnce({ action, opener, children }: MoveAtOnceProps) {
  return (
    <ActionForm action={action} ownMessage>
      {({ outcome }) => (
        <details className="menu from-right move" open={outcome.message !== undefined}>
          {opener}
          <div className="menu-sheet">
            {children}
            <FormMessage />
          </div>
        </details>
      )}
    </ActionForm>
  );
}
