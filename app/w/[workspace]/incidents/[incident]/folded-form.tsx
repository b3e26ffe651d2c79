"use client";

import type { ReactNode } from "react";
import type { Outcome } from "@/app/_server/outcome";
import { ActionForm } from "@/app/_ui/form";
import { Icon } from "@/app/_ui/icon";

type FoldedFormProps<R> = {
  /** What opens it. */
  name: string;
  action: (last: Outcome<R>, form: FormData) => Promise<Outcome<R>>;
  children: ReactNode;
};

/** A form behind its name. Refused, it comes back open, so that the reason is seen without scripts, too. */
export function FoldedForm<R>({ name, action, children }: FoldedFormProps<R>) {
  return (
    <ActionForm<R> action={action} label={name}>
      {({ outcome, typedOn }) => (
        <details className="folded" open={outcome.typed !== undefined || typedOn}>
          <summary>
            <Icon name="right" />
            {name}
          </summary>
          <div className="form gap-2.5 pb-3">{children}</div>
        </details>
      )}
    </ActionForm>
  );
}
