import type { ReactNode } from "react";
import { ButtonLink } from "@/app/_ui/button";

type WaitProps = { verb: string; action: string; href: string; who: ReactNode; children: ReactNode };

/** One thing that waits: its verb, its words, who asks, and the way there. */
export function Wait({ verb, action, href, who, children }: WaitProps) {
  return (
    <article className="wait">
      <span className="verb">{verb}</span>
      <div className="what">
        {children}
        <span className="who">{who}</span>
      </div>
      <ButtonLink small href={href}>
        {action}
      </ButtonLink>
    </article>
  );
}
