import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Menu } from "@/app/_ui/menu";
import { phases } from "@/db/terms";
import type { MemberRow } from "@/lib/teams/queries";
import type { Relationship } from "@/lib/teams/sides";
import { phaseWords } from "@/lib/text/words";
import { type Address, addressOf, isFiltered } from "./filters";

type FilterBarProps = { workspace: string; address: Address; people: MemberRow[]; relationship: Relationship };

/** Filters live in the address: each is a link, so that a view can be kept, sent and gone back to. */
export function FilterBar({ workspace, address, people, relationship }: FilterBarProps) {
  const to = (change: Partial<Address>) => addressOf(workspace, address, change);
  const owner = people.find(({ id }) => id === address.owner);
  const side = relationship.sides.find(({ id }) => id === address.side);
  return (
    <div className="filters">
      {address.mine ? (
        <Chosen href={to({ mine: undefined })}>Mine</Chosen>
      ) : (
        <Link className="filter" href={to({ mine: true })}>
          Mine
        </Link>
      )}
      {owner ? (
        <Chosen href={to({ owner: undefined })}>{owner.name}</Chosen>
      ) : (
        <Choice label="Owner">
          {people.map(({ id, name }) => (
            <Link key={id} href={to({ owner: id })}>
              {name}
            </Link>
          ))}
        </Choice>
      )}
      {side ? (
        <Chosen href={to({ side: undefined })}>Owned by {side.name}</Chosen>
      ) : (
        <Choice label="Side">
          {relationship.sides.map(({ id, name }) => (
            <Link key={id} href={to({ side: id })}>
              {name}
            </Link>
          ))}
        </Choice>
      )}
      {address.view === "age" &&
        (address.phase ? (
          <Chosen href={to({ phase: undefined })}>{phaseWords[address.phase]}</Chosen>
        ) : (
          <Choice label="Phase">
            {phases.map((phase) => (
              <Link key={phase} href={to({ phase })}>
                {phaseWords[phase]}
              </Link>
            ))}
          </Choice>
        ))}
      {isFiltered(address) && (
        <span className="end">
          <Link className="link" href={to({ mine: undefined, owner: undefined, side: undefined })}>
            Show all
          </Link>
        </span>
      )}
    </div>
  );
}

function Chosen({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <Link className="filter set" href={href}>
      {children}
      <Icon name="x" />
      <span className="sr">drop this filter</span>
    </Link>
  );
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
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
