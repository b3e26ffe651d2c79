import type { ReactNode } from "react";
import { Logo } from "../_ui/icon";
import { Link } from "../_ui/link";
import { Steps } from "./steps";

type DoorFrameProps = {
  title: ReactNode;
  children: ReactNode;
  /** A sentence under the title, set as people's words. */
  lead?: ReactNode;
  /** A quiet word under the title: which workspace this is. */
  under?: ReactNode;
  /** The note at the foot. */
  foot?: ReactNode;
  /** A form stands here, not the welcome: a smaller title and a narrow column. */
  form?: boolean;
  /** What stands at the right; the four steps unless said otherwise. */
  aside?: ReactNode;
};

/** Where one comes in: first start, sign-in, an invitation. At the right, what the program is for. */
export function DoorFrame({ title, lead, under, foot, form, aside = <Steps />, children }: DoorFrameProps) {
  return (
    <div className="door">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className="door-left">
        <header>
          <Link className="brand" href="/">
            <Logo />
            Common Cause
          </Link>
        </header>
        <main id="main" className={form ? "door-main form-wide" : "door-main"}>
          <h1 className={form ? "smaller" : undefined}>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
          {under && <p className="quiet under">{under}</p>}
          {children}
        </main>
        <footer className="note">{foot && <p>{foot}</p>}</footer>
      </div>
      <aside className="door-right" aria-label="What happens here">
        {aside}
      </aside>
    </div>
  );
}

/** One of the ways on from the welcome: what it is, a sentence on it, its button. */
export function Choice({ title, children, action }: { title: string; children: ReactNode; action: ReactNode }) {
  return (
    <div className="choice">
      <div>
        <strong>{title}</strong>
        <p>{children}</p>
      </div>
      {action}
    </div>
  );
}
