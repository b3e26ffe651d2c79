import type { ReactNode } from "react";

/**
 * A quiet sentence with at most one button. It is read out when it appears; `float` keeps it at the foot of the window,
 * for a deed that can still be undone.
 */
export function Notice({ children, action, float }: { children: ReactNode; action?: ReactNode; float?: boolean }) {
  return (
    <div className={float ? "notice float" : "notice"} role="status">
      <p>{children}</p>
      {action}
    </div>
  );
}
