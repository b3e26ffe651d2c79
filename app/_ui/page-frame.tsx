import { Fragment, type ReactNode } from "react";
import { Link } from "./link";

export type Crumb = { label: string; href?: string };

/** The way to this page; the last crumb is the page itself and leads nowhere. */
export function Crumbs({ path }: { path: Crumb[] }) {
  return (
    <nav className="crumbs" aria-label="Path">
      {path.map(({ label, href }, i) => (
        <Fragment key={`${href ?? ""} ${label}`}>
          {i > 0 && <span aria-hidden="true">/</span>}
          {href ? <Link href={href}>{label}</Link> : <span>{label}</span>}
        </Fragment>
      ))}
    </nav>
  );
}

type PageFrameProps = {
  title: ReactNode;
  children: ReactNode;
  crumbs?: Crumb[];
  /** One quiet sentence beside the title. */
  note?: ReactNode;
  /** Buttons at the right of the title, at most one of them primary. */
  tools?: ReactNode;
  /** Adds to `page`: `today`, `improve` and the like. */
  className?: string;
};

/** A page: what it is called, the way to it, its tools, then what it shows. */
export function PageFrame({ title, crumbs, note, tools, className, children }: PageFrameProps) {
  return (
    <main id="main" className={className ? `page ${className}` : "page"} tabIndex={-1}>
      {crumbs && <Crumbs path={crumbs} />}
      <PageHead title={title} note={note} tools={tools} />
      {children}
    </main>
  );
}

/** The head alone, for pages that lay out their own `<main>`. */
export function PageHead({ title, note, tools }: Pick<PageFrameProps, "title" | "note" | "tools">) {
  return (
    <header className="head">
      <h1>{title}</h1>
      {note && <p>{note}</p>}
      {tools && <div className="tools">{tools}</div>}
    </header>
  );
}
