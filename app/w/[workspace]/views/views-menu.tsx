import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Menu } from "@/app/_ui/menu";
import type { ViewPage } from "@/db/terms";
import type { SavedView } from "@/lib/views/queries";
import { viewAddress, viewsAddress } from "./address";

type ViewsMenuProps = {
  workspace: string;
  page: ViewPage;
  views: SavedView[];
  query: string; // what is filtered now
};

/** The views that were kept of this page, one's own and the shared ones; and the way to keep what is filtered now. */
export function ViewsMenu({ workspace, page, views, query }: ViewsMenuProps) {
  const current = query === "" ? undefined : views.find((view) => view.query === query);
  const own = views.filter(({ maker }) => maker === null);
  const others = views.filter(({ maker }) => maker !== null);
  const entry = (view: SavedView) => (
    <Link key={view.id} href={viewAddress(workspace, page, view.query)} aria-current={view === current || undefined}>
      {view.name}
      {view.maker && <span className="quiet">{view.maker}</span>}
    </Link>
  );
  return (
    <Menu
      look={current ? "filter set" : "filter"}
      label={
        <>
          {current ? <span className="max-w-60 truncate">{current.name}</span> : "Views"}
          <Icon name="down" />
        </>
      }
      name={current ? `Views: ${current.name}` : undefined}
    >
      {own.map(entry)}
      {others.length > 0 && <p className="label">Shared by others</p>}
      {others.map(entry)}
      {views.length > 0 && <hr />}
      {query !== "" && !current && <Link href={viewsAddress(workspace, page, query)}>Keep these filters…</Link>}
      <Link href={viewsAddress(workspace, page, query)}>All views of this page</Link>
    </Menu>
  );
}
