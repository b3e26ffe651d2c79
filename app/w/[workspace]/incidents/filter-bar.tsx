import type { ReactNode } from "react";
import { formatDay } from "@/app/_ui/dates";
import { categories } from "@/db/terms";
import { stageFilters } from "@/lib/incidents/input";
import type { Relationship } from "@/lib/teams/sides";
import { addDays } from "@/lib/text/days";
import { categoryWords, stageWords } from "@/lib/text/words";
import { type Address, addressOf, isFiltered, narrowings } from "./address";
import { type Filter, Filters } from "./filters";

type FilterBarProps = {
  workspace: string;
  address: Address;
  relationship: Relationship; // whose sides are offered
  relationships: Relationship[];
  handOffs: string[];
  shown: string;
  views: ReactNode;
  reader: { locale: string; today: string };
};

type Choice = [label: string, change: Partial<Address>];

/** Filters live in the address: each is a link, so that a view can be kept, sent and gone back to, with or without scripts. */
export function FilterBar(props: FilterBarProps) {
  const { workspace, address, relationship, relationships, handOffs, shown, views } = props;
  const list = addressOf(workspace, {});
  const to = (change: Partial<Address>) => addressOf(workspace, address, change).slice(list.length);
  const options = (
    label: string,
    set: string | undefined,
    drop: Partial<Address>,
    choices: Choice[],
    more: { period?: true } = {},
  ): Filter =>
    set
      ? { set: [set, to(drop)] }
      : { label, choices: choices.map(([choice, change]) => [choice, to(change)]), ...more };

  const between = address.everywhere ? "All relationships" : address.relationship && relationship.name;
  const side = relationship.sides.find(({ id }) => id === address.side);
  const sideSet = address.side === "neutral" ? "From neither side" : address.side && `From ${side?.name ?? "a team"}`;
  const filters = [
    relationships.length > 1 &&
      options(relationship.name, between, { relationship: undefined, everywhere: undefined }, [
        ...relationships.map(({ id, name }): Choice => [name, { relationship: id, everywhere: undefined }]),
        ["All relationships", { relationship: undefined, everywhere: true }],
      ]),
    options(
      "Period",
      periodWords(props),
      { since: undefined, until: undefined },
      [30, 90, 365].map((days) => [`Last ${days} days`, { since: addDays(props.reader.today, -days) }]),
      { period: true },
    ),
    options(
      "Stage",
      address.stage && stageFilterWords[address.stage],
      { stage: undefined },
      stageFilters.map((stage) => [stageFilterWords[stage], { stage }]),
    ),
    options("Side", sideSet, { side: undefined }, [
      ...relationship.sides.map(({ id, name }): Choice => [name, { side: id }]),
      ["Neither side", { side: "neutral" }],
    ]),
    options(
      "Severity",
      address.severity ? `Severity ${address.severity}` : undefined,
      { severity: undefined },
      [4, 3, 2, 1].map((severity) => [`${severity} of 4`, { severity }]),
    ),
    (handOffs.length > 0 || address.handOff) &&
      options(
        "Hand-off",
        address.handOff,
        { handOff: undefined },
        handOffs.map((handOff) => [handOff, { handOff }]),
      ),
    options(
      "Category",
      address.category && categoryWords[address.category],
      { category: undefined },
      categories.map((category) => [categoryWords[category], { category }]),
    ),
  ].filter((filter) => filter !== false && filter !== undefined && filter !== "");

  const all = Object.fromEntries(narrowings.map((name) => [name, undefined]));
  return (
    <Filters
      {...{ list, filters, shown, views }}
      find={{ emptied: to({ text: undefined }), ...(address.text && { text: address.text }) }}
      kept={keptIn(address)}
      {...(isFiltered(address) && { all: to(all) })}
    />
  );
}

const stageFilterWords = { open: "Open", ...stageWords };

/** What a form of the bar sends along, so that the other filters stay. */
function keptIn(address: Address): [name: string, value: string][] {
  const set = Object.entries({ ...address, relationship: address.everywhere ? "all" : address.relationship });
  return set
    .filter(([name, value]) => value !== undefined && !["after", "before", "everywhere"].includes(name))
    .map(([name, value]) => [name, String(value)]);
}

function periodWords({ address: { since, until }, reader: { locale, today } }: FilterBarProps): string | undefined {
  const day = (value: string) => formatDay(value, locale, value.slice(0, 4) === today.slice(0, 4) ? "long" : "full");
  if (since && until) return `${day(since)} to ${day(until)}`;
  if (since) return `Since ${day(since)}`;
  return until && `Until ${day(until)}`;
}
