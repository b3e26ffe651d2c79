import type { ReactNode } from "react";

/** A title on a slightly darker line; `n` is a number or a quiet word behind it, `more` stands at the right. */
export function SectionTitle({
  children,
  n,
  more,
  id,
}: {
  children: ReactNode;
  n?: ReactNode;
  more?: ReactNode;
  id?: string;
}) {
  return (
    <h2 className="section-title" id={id}>
      {children}
      {n !== undefined && <span className="n">{n}</span>}
      {more !== undefined && <span className="more">{more}</span>}
    </h2>
  );
}
