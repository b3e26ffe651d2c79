import type { ReactNode } from "react";
import { Logo } from "./icon";

/** A page that stands alone: nothing is here, or something broke. Its link home is a full load, in case the script is what broke. */
export function Alone({
  title,
  children,
  actions,
  foot,
}: {
  title: string;
  children: ReactNode;
  actions: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <div className="door alone">
      <div className="door-left">
        <header>
          <a className="brand" href="/">
            <Logo />
            Common Cause
          </a>
        </header>
        <main id="main" className="door-main">
          <h1 className="smaller">{title}</h1>
          <div className="lead">{children}</div>
          <div className="buttons">{actions}</div>
        </main>
        <footer className="note">{foot && <p>{foot}</p>}</footer>
      </div>
    </div>
  );
}
