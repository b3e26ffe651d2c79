import type { ReactNode } from "react";

/** An empty place: one sentence on what it is for, one button, nothing else. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}
