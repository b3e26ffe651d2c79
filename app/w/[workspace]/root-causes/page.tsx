import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatDayInList } from "@/app/_ui/dates";
import { Empty } from "@/app/_ui/empty";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { ListFoot } from "@/app/_ui/list-foot";
import { Menu } from "@/app/_ui/menu";
import { PageFrame } from "@/app/_ui/page-frame";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { categories, phases } from "@/db/terms";
import { isOpenPhase } from "@/lib/improvements/pdca";
import { listRootCauses, type RootCauseRow } from "@/lib/root-causes/queries";
import { categoryWord, categoryWords, phaseWords } from "@/lib/text/words";
import { readerOf } from "../improvements/words";
import { type Address, addressOf, readAddress } from "./address";
import { ParetoOnTop } from "./pareto";

/** So many of the latest entries stand below the picture of the whole. */
const belowPareto = 10;

export const metadata: Metadata = { title: "Root causes" };

/** The catalogue, a Pareto on top: what was found to lie behind the incidents, and whether anything acts on it. */
export default async function RootCausesPage({ params, searchParams }: PageProps<"/w/[workspace]/root-causes">) {
  const { workspace } = await params;
  const address = readAddress(await searchParams);
  const member = await requireMember(workspace);
  const { q: text, category, after } = address;
  const to = (change: Partial<Address>) => addressOf(workspace, address, change);
  const reader = readerOf(member);
  const filtered = text !== "" || category !== undefined;
  const isAlone = filtered || after !== undefined;
  const { causes, next } = await listRootCauses(
    database(),
    member,
    { text: text || undefined, category },
    after,
    isAlone ? 50 : belowPareto,
  );
  // Whoever looks for an entry, or turns the pages of the list, is past the picture of the whole.
  const onTop = !isAlone && causes.length > 0;
  return (
    <PageFrame title="Root causes" note="one entry each, however many incidents lead to it">
      {onTop && <ParetoOnTop {...{ workspace, member, address }} />}
      {onTop && <SectionTitle>The catalogue</SectionTitle>}
      {(causes.length > 0 || filtered || after) && <Filters {...{ workspace, address, to }} />}
      {causes.length > 0 ? (
        <>
          <CauseTable {...{ workspace, causes, reader }} />
          <ListFoot first={after && to({})} older={next && to({ after: next })} />
        </>
      ) : filtered ? (
        <Empty action={<ButtonLink href={to({ q: "", category: undefined })}>Show all</ButtonLink>}>
          No root cause fits these filters.
        </Empty>
      ) : (
        <Empty action={<ButtonLink href={`/w/${workspace}/incidents`}>See the incidents</ButtonLink>}>
          A root cause is entered where a branch of a cause tree ends in one. Many incidents may lead to the same entry,
          and then it shows.
        </Empty>
      )}
    </PageFrame>
  );
}

type FiltersProps = { workspace: string; address: Address; to: (change: Partial<Address>) => string };

function Filters({ workspace, address: { q: text, category }, to }: FiltersProps) {
  return (
    <form className="filters pt-3" action={`/w/${workspace}/root-causes`} method="get">
      <label className="filter find">
        <Icon name="search" />
        <input name="q" defaultValue={text} aria-label="Find in root causes" placeholder="Find in root causes" />
      </label>
      {category ? (
        <>
          <input type="hidden" name="category" value={category} />
          <Link className="filter set" href={to({ category: undefined })}>
            {categoryWords[category]}
            <Icon name="x" />
            <span className="sr">drop this filter</span>
          </Link>
        </>
      ) : (
        <Menu
          look="filter"
          label={
            <>
              Category
              <Icon name="down" />
            </>
          }
        >
          {categories.map((code) => (
            <Link key={code} href={to({ category: code })}>
              {categoryWords[code]}
            </Link>
          ))}
        </Menu>
      )}
    </form>
  );
}

type CauseTableProps = { workspace: string; causes: RootCauseRow[]; reader: { locale: string; today: string } };

function CauseTable({ workspace, causes, reader }: CauseTableProps) {
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">Root cause</th>
          <th scope="col" className="max-sm:hidden">
            Category
          </th>
          <th scope="col" className="num text-right">
            Incidents
          </th>
          <th scope="col" className="max-sm:hidden">
            Last seen
          </th>
          <th scope="col" className="max-sm:hidden">
            Improvements
          </th>
        </tr>
      </thead>
      <tbody>
        {causes.map((cause) => (
          <tr key={cause.id}>
            <td className="title">
              <Link href={`/w/${workspace}/root-causes/${cause.id}`}>{cause.text}</Link>
              {cause.recurred > 0 && (
                <span className="again">
                  <Icon name="again" />
                  came back {cause.recurred === 1 ? "once" : `${cause.recurred} times`}
                </span>
              )}
            </td>
            <td className="max-sm:hidden">{categoryWord[cause.category]}</td>
            <td className="num text-right">{cause.incidents}</td>
            <td className="max-sm:hidden">
              {cause.lastSeenOn ? formatDayInList(cause.lastSeenOn, reader.today, reader.locale) : "–"}
            </td>
            <td className="max-sm:hidden">{phasesLine(cause.improvements)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "1 in plan, 2 in check"; an en dash where nothing acts on it. */
function phasesLine(counts: RootCauseRow["improvements"]): string {
  const parts = phases
    .filter((phase) => counts[phase])
    .map((phase) => `${counts[phase]} ${isOpenPhase(phase) ? "in " : ""}${phaseWords[phase].toLowerCase()}`);
  return parts.length > 0 ? parts.join(", ") : "–";
}
