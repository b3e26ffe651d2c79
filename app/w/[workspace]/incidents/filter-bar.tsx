import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Menu } from "@/app/_ui/menu";
import { categories } from "@/db/terms";
import { stageFilters } from "@/lib/incidents/input";
import type { Relationship } from "@/lib/teams/sides";
import { addDays } from "@/lib/text/days";
import { categoryWords, stageWords } from "@/lib/text/words";
import { type Address, addressOf, isFiltered, narrowings } from "./address";

type FilterBarProps = {
  workspace: string;
  address: Address;
  relationship: Relationship; // whose sides are offered
  relationships: Relationship[];
  handOffs: string[];
  shown: string;
  reader: { locale: string; today: string };
};

type Choice = { label: string; change: Partial<Address> };

/** Filters live in the address: each is a link, so that a view can be kept, sent and gone back to, with or without scripts. */
export function FilterBar(props: FilterBarProps) {
  const { workspace, address, relationship, relationships, handOffs, shown, reader } = props;
  const to = (change: Partial<Address>) => addressOf(workspace, address, change);
  const all = Object.fromEntries(narrowings.map((name) => [name, undefined]));
  const options = (drop: Partial<Address>, label: string, set: ReactNode, choices: Choice[]) =>
    set ? (
      <Link className="filter set" href={to(drop)}>
        {set}
        <Icon name="x" />
        <span className="sr">drop this filter</span>
      </Link>
    ) : (
      <Menu look="filter" label={<Opener>{label}</Opener>}>
        {choices.map((choice) => (
          <Link key={choice.label} href={to(choice.change)}>
            {choice.label}
          </Link>
        ))}
      </Menu>
    );
  const between = address.everywhere ? "All relationships" : address.relationship && relationship.name;
  const side = relationship.sides.find(({ id }) => id === address.side);
  const sideSet = address.side === "neutral" ? "From neither side" : address.side && `From ${side?.name ?? "a team"}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> would have to hold another form
    <div className="filters" role="search" aria-label="Filter incidents">
      <Find workspace={workspace} address={address} />
      {relationships.length > 1 &&
        options({ relationship: undefined, everywhere: undefined }, relationship.name, between, [
          ...relationships.map(({ id, name }) => ({
            label: name,
            change: { relationship: id, everywhere: undefined },
          })),
          { label: "All relationships", change: { relationship: undefined, everywhere: true } },
        ])}
      <Period {...{ workspace, address, reader }} />
      {options(
        { stage: undefined },
        "Stage",
        address.stage && stageFilterWords[address.stage],
        stageFilters.map((stage) => ({ label: stageFilterWords[stage], change: { stage } })),
      )}
      {options({ side: undefined }, "Side", sideSet, [
        ...relationship.sides.map(({ id, name }) => ({ label: name, change: { side: id } })),
        { label: "Neither side", change: { side: "neutral" as const } },
      ])}
      {options(
        { severity: undefined },
        "Severity",
        address.severity && `Severity ${address.severity}`,
        [4, 3, 2, 1].map((severity) => ({ label: `${severity} of 4`, change: { severity } })),
      )}
      {(handOffs.length > 0 || address.handOff) &&
        options(
          { handOff: undefined },
          "Hand-off",
          address.handOff,
          handOffs.map((handOff) => ({ label: handOff, change: { handOff } })),
        )}
      {options(
        { category: undefined },
        "Category",
        address.category && categoryWords[address.category],
        categories.map((category) => ({ label: categoryWords[category], change: { category } })),
      )}
      <span className="end">
        {shown}
        {isFiltered(address) && (
          <>
            {" · "}
            <Link className="link" href={to(all)}>
              Show all
            </Link>
          </>
        )}
      </span>
    </div>
  );
}

const stageFilterWords = { open: "Open", ...stageWords };

const Opener = ({ children }: { children: ReactNode }) => (
  <>
    {children}
    <Icon name="down" />
  </>
);

/** What a form of the bar sends along, so that the other filters stay. */
function Others({ address, but }: { address: Address; but: readonly string[] }) {
  const kept = Object.entries({ ...address, relationship: address.everywhere ? "all" : address.relationship });
  return kept
    .filter(([name, value]) => value !== undefined && ![...but, "after", "before", "everywhere"].includes(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={String(value)} />);
}

function Find({ workspace, address }: { workspace: string; address: Address }) {
  const emptied = addressOf(workspace, address, { text: undefined });
  return (
    <form action={`/w/${workspace}/incidents`} className={address.text ? "filter find set" : "filter find"}>
      <Icon name="search" />
      <Others address={address} but={["text"]} />
      <input
        key={address.text}
        type="search"
        name="text"
        aria-label="Find in incidents"
        placeholder="Find in incidents"
        defaultValue={address.text}
        maxLength={200}
      />
      {address.text && (
        <Link href={emptied} aria-label="Drop this search">
          <Icon name="x" />
        </Link>
      )}
    </form>
  );
}

function Period({
  workspace,
  address,
  reader: { locale, today },
}: Pick<FilterBarProps, "workspace" | "address" | "reader">) {
  const { since, until } = address;
  const day = (value: string) => formatDay(value, locale, value.slice(0, 4) === today.slice(0, 4) ? "long" : "full");
  if (since || until) {
    const words =
      since && until ? `${day(since)} to ${day(until)}` : since ? `Since ${day(since)}` : `Until ${day(until ?? "")}`;
    return (
      <Link className="filter set" href={addressOf(workspace, address, { since: undefined, until: undefined })}>
        {words}
        <Icon name="x" />
        <span className="sr">drop this filter</span>
      </Link>
    );
  }
  return (
    <Menu look="filter" label={<Opener>Period</Opener>}>
      {[30, 90, 365].map((days) => (
        <Link key={days} href={addressOf(workspace, address, { since: addDays(today, -days) })}>
          Last {days} days
        </Link>
      ))}
      <hr />
      <form action={`/w/${workspace}/incidents`} className="form">
        <Others address={address} but={["since", "until"]} />
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
    </Menu>
  );
}
