"use client";

import { Fragment, type ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Menu } from "@/app/_ui/menu";

/** Where a choice leads: what stands behind the list's own address. */
type Leads = [label: string, query: string];

/** A filter that is set, and leads to the list without it; or what there is to choose. */
export type Filter = { set: Leads } | { label: string; choices: Leads[]; period?: true };

type FiltersProps = {
  list: string; // its address
  find: { text?: string; emptied: string };
  filters: Filter[];
  /** What is set now, for the forms of the bar. */
  kept: [name: string, value: string][];
  shown: string;
  all?: string; // leads to the list without any filter
  views: ReactNode;
};

/** How the bar looks. It is drawn from these few words on the server as in the browser, as the rows are. */
export function Filters({ list, find, filters, kept, shown, all, views }: FiltersProps) {
  const others = (...but: string[]) =>
    kept
      .filter(([name]) => !but.includes(name))
      .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> would have to hold another form
    <div className="filters" role="search" aria-label="Filter incidents">
      <form action={list} className={find.text ? "filter find set" : "filter find"}>
        <Icon name="search" />
        {others("text")}
        <input
          key={find.text}
          type="search"
          name="text"
          aria-label="Find in incidents"
          placeholder="Find in incidents"
          defaultValue={find.text}
          maxLength={200}
        />
        {find.text && (
          <Link href={list + find.emptied} aria-label="Drop this search">
            <Icon name="x" />
          </Link>
        )}
      </form>
      {filters.map((filter) => (
        <Fragment key={"set" in filter ? filter.set[0] : filter.label}>
          {"set" in filter ? (
            <Link className="filter set" href={list + filter.set[1]}>
              {filter.set[0]}
              <Icon name="x" />
              <span className="sr">drop this filter</span>
            </Link>
          ) : (
            <Menu look="filter" label={<Opener>{filter.label}</Opener>}>
              {filter.choices.map(([label, query]) => (
                <Link key={label} href={list + query}>
                  {label}
                </Link>
              ))}
              {filter.period && <Period list={list}>{others("since", "until")}</Period>}
            </Menu>
          )}
        </Fragment>
      ))}
      {views}
      <span className="end">
        {shown}
        {all !== undefined && (
          <>
            {" · "}
            <Link className="link" href={list + all}>
              Show all
            </Link>
          </>
        )}
      </span>
    </div>
  );
}

const Opener = ({ children }: { children: ReactNode }) => (
  <>
    {children}
    <Icon name="down" />
  </>
);

function Period({ list, children }: { list: string; children: ReactNode }) {
  return (
    <>
      <hr />
      <form action={list} className="form">
        {children}
        <div className="field">
          <label htmlFor="since">From</label>
          <input className="input" type="date" id="since" name="since" />
        </div>
        <div className="field">
          <label htmlFor="until">To</label>
          <input className="input" type="date" id="until" name="until" />
        </div>
        <Button type="submit">Show</Button>
      </form>
    </>
  );
}
