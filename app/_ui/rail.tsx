import type { ReactNode } from "react";
import { Icon, type IconName, Logo } from "./icon";
import { Link } from "./link";
import { Face, Mark, type Side, type SideName } from "./mark";
import { Menu } from "./menu";
import { RailLink } from "./rail-link";

export type RailItem = {
  href: string;
  label: string;
  icon: IconName;
  /** How many wait there; nothing is shown for none. */
  count?: number;
  /** Further addresses whose pages belong to this item: a tree belongs to the incidents. */
  within?: string[];
  /** The key that leads there. */
  keys?: string;
};

export type RailProps = {
  home: string;
  items: RailItem[];
  /** Below, at the foot of the rail: find and settings. */
  foot: RailItem[];
  /** On a phone: four things at the foot of the window, everything else under More. */
  bar: RailItem[];
  workspaceName: string;
  relationship?: { name: string; a: SideName; b: SideName };
  /** Links or small forms that change to another relationship or workspace; without them the name is not a button. */
  switcher?: ReactNode;
  me: { name: string; side: Side; team?: string; note: string; href: string };
};

/** The left rail: where one is, where one can go, what waits there. */
export function Rail({ home, items, foot, workspaceName, relationship, switcher, me }: RailProps) {
  const between = <Between {...{ relationship, workspaceName }} opens={switcher !== undefined} />;
  return (
    <nav className="rail" aria-label="Main">
      <Link className="brand" href={home}>
        <Logo />
        Common Cause
      </Link>
      {switcher !== undefined ? (
        <Menu look="relationship" label={between}>
          {switcher}
        </Menu>
      ) : (
        <div className="relationship">{between}</div>
      )}
      {items.map((item) => (
        <Item key={item.href} {...item} />
      ))}
      <div className="rail-foot">
        {foot.map((item) => (
          <Item key={item.href} {...item} />
        ))}
        <Link className="me" href={me.href}>
          <Face side={me.side} name={me.name} team={me.team} />
          <span>
            {me.name}
            <small>{me.note}</small>
          </span>
        </Link>
      </div>
    </nav>
  );
}

/** The bar at the foot of a phone; what it has no room for opens above it. */
export function BottomBar({ bar, items, foot, switcher, me }: RailProps) {
  const rest = [...items, ...foot].filter((item) => !bar.some((shown) => shown.href === item.href));
  return (
    <nav className="bar" aria-label="Main, small screens">
      {bar.map(({ href, within, icon, label }) => (
        <RailLink key={`${href} ${label}`} href={href} within={within}>
          <Icon name={icon} />
          {label}
        </RailLink>
      ))}
      <Menu
        look="bar-more"
        label={
          <>
            <Icon name="more" />
            More
            <Count of={rest.reduce((sum, { count = 0 }) => sum + count, 0)} />
          </>
        }
      >
        {rest.map(({ href, within, icon, label, count }) => (
          <RailLink key={href} href={href} within={within}>
            <Icon name={icon} />
            {label}
            <Count of={count} />
          </RailLink>
        ))}
        <Link href={me.href}>
          <Icon name="people" />
          {me.name}
        </Link>
        {switcher}
      </Menu>
    </nav>
  );
}

function Item({ href, label, icon, count, within, keys }: RailItem) {
  return (
    <RailLink className="item" href={href} within={within}>
      <Icon name={icon} />
      {label}
      <Count of={count} />
      {keys && <kbd>{keys}</kbd>}
    </RailLink>
  );
}

/** How many wait there; beyond what anybody counts, that there are more. */
function Count({ of }: { of?: number }) {
  return of ? <span className="count">{of > 99 ? "99+" : of}</span> : null;
}

function Between({
  relationship,
  workspaceName,
  opens,
}: Pick<RailProps, "relationship" | "workspaceName"> & { opens: boolean }) {
  return (
    <>
      {relationship && (
        <span className="marks">
          <Mark side="a" {...relationship.a} />
          <Mark side="b" {...relationship.b} />
        </span>
      )}
      <span className="name" title={workspaceName}>
        {relationship?.name ?? workspaceName}
      </span>
      {opens && <Icon name="down" />}
    </>
  );
}
