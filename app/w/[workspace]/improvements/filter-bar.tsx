import type { ReactNode } from "react";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Menu } from "@/app/_ui/menu";
import { improvementKinds, phases } from "@/db/terms";
import type { ImprovementCard } from "@/lib/improvements/cards";
import { type AgeBand, ageBands } from "@/lib/improvements/filter";
import type { OfferedPeople } from "@/lib/teams/offering";
import type { Relationship } from "@/lib/teams/sides";
import { capital } from "@/lib/text/counted";
import { improvementKindWords, phaseWords } from "@/lib/text/words";
import { FindPeople } from "../find-people";
import { type Address, addressOf, isFiltered, withoutFilters } from "./filters";

type FilterBarProps = {
  workspace: string;
  address: Address;
  offered: OfferedPeople;
  relationship: Relationship; // whose sides are offered
  relationships: Relationship[];
  cards: ImprovementCard[]; // what is shown: whose causes are offered
  shown: string;
  views: ReactNode;
};

type Option = [label: string, change: Partial<Address>];

/** Filters live in the address: each is a link, so that a view can be kept, sent and gone back to. */
export function FilterBar({ workspace, address, shown, views, ...given }: FilterBarProps) {
  const { offered, relationship, relationships, cards } = given;
  const { people } = offered;
  const to = (change: Partial<Address>) => addressOf(workspace, address, change);
  const owner = address.owner && (people.find(({ id }) => id === address.owner)?.name ?? "One owner");
  const side = relationship.sides.find(({ id }) => id === address.side);
  const causes = causesOf(cards);
  const cause = address.cause && (causes.find(({ id }) => id === address.cause)?.text ?? "One root cause");
  const between = address.relationship === "all" ? "All relationships" : address.relationship && relationship.name;

  const toggle = (label: string, name: "mine" | "blocked" | "overdue") =>
    address[name] ? (
      <Chosen href={to({ [name]: undefined })}>{label}</Chosen>
    ) : (
      <Link className="filter" href={to({ [name]: true })}>
        {label}
      </Link>
    );
  const choice = (
    label: string,
    set: string | undefined,
    drop: Partial<Address>,
    options: Option[],
    find?: ReactNode,
  ) =>
    set ? (
      <Chosen href={to(drop)}>{set}</Chosen>
    ) : (
      options.length > 0 && (
        <Choice label={label}>
          {options.map(([words, change]) => (
            <Link key={words + JSON.stringify(change)} href={to(change)}>
              {words}
            </Link>
          ))}
          {find}
        </Choice>
      )
    );

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every browser yet
    <div className="filters" role="search" aria-label="Filter improvements">
      {toggle("Mine", "mine")}
      {relationships.length > 1 &&
        choice(relationship.name, between, { relationship: undefined, side: undefined }, [
          ...relationships.map(({ id, name }): Option => [name, { relationship: id, side: undefined }]),
          ["All relationships", { relationship: "all" }],
        ])}
      {choice(
        "Owner",
        owner,
        { owner: undefined },
        peopleIn(offered, cards).map(({ id, name }) => [name, { owner: id }]),
        <FindPeople offered={offered} {...placeOf(to({}))} />,
      )}
      {choice(
        "Side",
        address.side && `Owned by ${side?.name ?? "a team"}`,
        { side: undefined },
        relationship.sides.map(({ id, name }) => [name, { side: id }]),
      )}
      {choice(
        "Kind",
        address.kind && capital(improvementKindWords[address.kind]),
        { kind: undefined },
        improvementKinds.map((kind) => [capital(improvementKindWords[kind]), { kind }]),
      )}
      {choice(
        "Cause",
        cause,
        { cause: undefined },
        causes.map(({ id, text }) => [text, { cause: id }]),
      )}
      {choice(
        "Age",
        address.age && ageWords(address.age),
        { age: undefined },
        (Object.keys(ageBands) as AgeBand[]).map((age) => [ageWords(age), { age }]),
      )}
      {toggle("Blocked", "blocked")}
      {toggle("Overdue", "overdue")}
      {address.view === "age" &&
        choice(
          "Phase",
          address.phase && phaseWords[address.phase],
          { phase: undefined },
          phases.map((phase) => [phaseWords[phase], { phase }]),
        )}
      {views}
      <span className="end">
        {shown}
        {isFiltered(address) && (
          <>
            {" · "}
            <Link className="link" href={to(withoutFilters)}>
              Show all
            </Link>
          </>
        )}
        {address.view === "board" && (
          <>
            {" · "}
            <Link className="link" href={to({ wall: true })}>
              On a wall
            </Link>
          </>
        )}
      </span>
    </div>
  );
}

/** Everybody where a list can hold them or who was looked for; else those who own something that is shown. */
function peopleIn({ people, some, words }: OfferedPeople, cards: ImprovementCard[]): { id: string; name: string }[] {
  if (!some || words !== "") return people;
  const owners = cards.flatMap(({ ownerId, ownerName }) =>
    ownerId && ownerName ? [{ id: ownerId, name: ownerName }] : [],
  );
  return [...new Map(owners.map((owner) => [owner.id, owner])).values()].sort((one, other) =>
    one.name.localeCompare(other.name),
  );
}

/** An address as a form takes it, which drops what stands behind the question mark of its action. */
function placeOf(address: string) {
  const [home = "", query] = address.split("?");
  return { home, besides: Object.fromEntries(new URLSearchParams(query)) };
}

const mostCauses = 30;
/** The root causes that the shown ones act on, by their words. */
function causesOf(cards: ImprovementCard[]) {
  const found = new Map(
    cards.flatMap(({ actsOn }) => actsOn.filter(({ is }) => is === "root_cause").map((cause) => [cause.id, cause])),
  );
  return [...found.values()].sort((one, other) => one.text.localeCompare(other.text)).slice(0, mostCauses);
}

/** "61 to 90 days old". */
function ageWords(age: AgeBand): string {
  const [least, most] = ageBands[age];
  if (most === null) return `Over ${least - 1} days old`;
  return least === 0 ? `Up to ${most} days old` : `${least} to ${most} days old`;
}

function Chosen({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="filter set" href={href}>
      <span className="max-w-60 truncate">{children}</span>
      <Icon name="x" />
      <span className="sr">drop this filter</span>
    </Link>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu
      look="filter"
      label={
        <>
          {label}
          <Icon name="down" />
        </>
      }
    >
      {children}
    </Menu>
  );
}
