import type { ReactNode } from "react";

/** A short word about a row. `accent` only where one should look. */
export function Tag({ children, accent }: { children: ReactNode; accent?: boolean }) {
  return <span className={accent ? "tag accent" : "tag"}>{children}</span>;
}
