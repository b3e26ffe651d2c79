import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { Empty } from "@/app/_ui/empty";
import { Glyph } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Mark } from "@/app/_ui/mark";
import { PageFrame } from "@/app/_ui/page-frame";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { type TreeWhy, treeIndex } from "@/lib/causes/cause-tree";
import { type Comparison, compareTrees, type FoundByBoth } from "@/lib/causes/compare-trees";
import { type LoadedTree, loadTree } from "@/lib/causes/load-tree";

export const metadata: Metadata = { title: "Two trees compared" };

/** Two trees, most of all those that the sides drew apart: what both found, and what only one did. */
export default async function ComparePage({ params, searchParams }: PageProps<"/w/[workspace]/causes/compare">) {
  const { workspace } = await params;
  const { a, b } = await searchParams;
  const member = await requireMember(workspace);
  if (typeof a !== "string" || typeof b !== "string" || a === b) return <NothingChosen workspace={workspace} />;
  const db = database();
  const [one, other] = await Promise.all([loadTree(db, member, a), loadTree(db, member, b)]);
  if (!one || !other) notFound();
  const { both, onlyOne, onlyOther, rootCauses } = compareTrees(treeIndex(one.tree), treeIndex(other.tree));
  const shared = one.incidents.find(({ id }) => other.incidents.some((theirs) => theirs.id === id));
  const incident = shared && {
    label: formatDay(shared.occurredOn, member.locale),
    href: `/w/${workspace}/incidents/${shared.id}`,
  };
  return (
    <PageFrame
      title={findingInWords(rootCauses)}
      crumbs={[
        { label: "Incidents", href: `/w/${workspace}/incidents` },
        ...(incident ? [incident] : []),
        { label: "Two trees compared" },
      ]}
    >
      <div className="two pt-2">
        <TreeName {...{ workspace }} loaded={one} />
        <TreeName {...{ workspace }} loaded={other} />
      </div>
      <section className="block" aria-label="Found by both">
        <SectionTitle n={both.length}>Found by both</SectionTitle>
        {both.length === 0 && <p className="note pt-2.5">No why of one tree says what a why of the other says.</p>}
        <ul className="compared">
          {both.map((pair) => (
            <li key={`${pair.one.id} ${pair.other.id}`}>
              <WhyLink {...{ workspace }} treeId={one.tree.id} why={pair.one} />
              <WhyLink {...{ workspace }} treeId={other.tree.id} why={pair.other} />
              <span className="quiet">{becauseInWords(pair)}</span>
            </li>
          ))}
        </ul>
      </section>
      <div className="two">
        <OnlyIn {...{ workspace }} loaded={one} whys={onlyOne} />
        <OnlyIn {...{ workspace }} loaded={other} whys={onlyOther} />
      </div>
      <p className="note pt-6">
        Two whys count as one finding where a person said so (marked as the same, or one entry of the catalogue), or
        where six tenths of their words are the same. What is refuted counts for neither. Read the rest with both sides:
        other words may mean the same, and that is for people to say.
      </p>
    </PageFrame>
  );
}

/** A heading is a sentence with a finding; nothing to divide by is no finding yet. */
function findingInWords({ shared, all }: Comparison["rootCauses"]): string {
  if (all === 0) return "Neither tree ends in a root cause yet";
  return `${shared} of ${all} root ${all === 1 ? "cause" : "causes"} found by both`;
}

function becauseInWords({ because, overlap }: FoundByBoth): string {
  if (because === "same_as") return "marked as the same";
  return because === "same_entry" ? "one entry of the catalogue" : `${Math.floor(overlap * 100)} % of the words`;
}

type OfTree = { workspace: string; loaded: LoadedTree };

const nameOf = ({ relationship, apartSideId }: LoadedTree) => relationship.sides.find(({ id }) => id === apartSideId);

function TreeName({ workspace, loaded }: OfTree) {
  const side = nameOf(loaded);
  return (
    <div className="compared-tree">
      <p className="quiet">
        {side ? (
          <>
            <Mark side={side.place} letter={side.letter} name={side.name} /> {side.name} alone
          </>
        ) : (
          "Both sides together"
        )}
      </p>
      <p className="words">
        <Link href={`/w/${workspace}/causes/${loaded.tree.id}`}>{loaded.tree.problem}</Link>
      </p>
    </div>
  );
}

function OnlyIn({ workspace, loaded, whys }: OfTree & { whys: TreeWhy[] }) {
  const side = nameOf(loaded);
  const name = side ? `Only ${side.name} found` : "Only in this tree";
  return (
    <section className="block" aria-label={`${name}: ${loaded.tree.problem}`}>
      <SectionTitle n={whys.length}>{name}</SectionTitle>
      <ul className="compared">
        {whys.map((why) => (
          <li key={why.id}>
            <WhyLink {...{ workspace }} treeId={loaded.tree.id} why={why} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function WhyLink({ workspace, treeId, why }: { workspace: string; treeId: string; why: TreeWhy }) {
  return (
    <span className="t">
      <Link href={`/w/${workspace}/causes/${treeId}?why=${why.id}`}>{why.text}</Link>
      {why.ending === "root_cause" && (
        <span className="state root">
          <Glyph name="root" />
          root cause
        </span>
      )}
    </span>
  );
}

function NothingChosen({ workspace }: { workspace: string }) {
  return (
    <PageFrame title="Two trees compared" crumbs={[{ label: "Incidents", href: `/w/${workspace}/incidents` }]}>
      <Empty action={<ButtonLink href={`/w/${workspace}/incidents`}>To the incidents</ButtonLink>}>
        Two trees on one incident, each drawn by one side alone, show what both found and what only one did. Open an
        incident that has two, and compare them from there.
      </Empty>
    </PageFrame>
  );
}
