import type { ReactNode } from "react";
import { ButtonLink } from "./button";

/** The foot of a list that is paged by key: a quiet note, and the way to newer and older rows where there are any. */
export function ListFoot({ children, first, older }: { children?: ReactNode; first?: string; older?: string }) {
  return (
    <div className="list-foot">
      {children && <span>{children}</span>}
      {(first || older) && (
        <nav className="pages" aria-label="Pages of this list">
          {first && (
            <ButtonLink small href={first}>
              To the newest
            </ButtonLink>
          )}
          {older && (
            <ButtonLink small href={older}>
              Older
            </ButtonLink>
          )}
        </nav>
      )}
    </div>
  );
}
