import type { ReactNode } from "react";

/** One ruled part of the sheet. */
export function Part({ title, note, children }: { title: string; note?: string | null; children: ReactNode }) {
  return (
    <section>
      <h2>
        {title} {note && <span>{note}</span>}
      </h2>
      {children}
    </section>
  );
}
