import type { ReactNode } from "react";

/** A word of the method explained in the margin beside its first use. */
export function Gloss({ term, children, className }: { term: string; children: ReactNode; className?: string }) {
  return (
    <aside className={className ? `gloss ${className}` : "gloss"}>
      <b>{term}</b>
      {children}
    </aside>
  );
}
