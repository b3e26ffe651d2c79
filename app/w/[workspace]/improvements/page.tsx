import type { Metadata } from "next";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Icon } from "@/app/_ui/icon";
import { ListFoot } from "@/app/_ui/list-foot";
import { PageHead } from "@/app/_ui/page-frame";
import { Switch } from "@/app/_ui/switch";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { countGainsHeld, type GainsHeld } from "@/lib/improvements/follow-through";
import { countImprovements, listBoard, listByAge } from "@/lib/improvements/queries";
import { listMembers } from "@/lib/teams/queries";
import { AgeList } from "./age-list";
import { Board } from "./board";
import { FilterBar } from "./filter-bar";
import { type Address, addressOf, filterOf, isFiltered, readAddress } from "./filters";
import { OpenBeside } from "./open-beside";
import { readerOf } from "./words";

export const metadata: Metadata = { title: "Improvements" };

/** What is planned, done, checked and judged: a board by phase, or a list by age. */
export default async function ImprovementsPage({ params, searchParams }: PageProps<"/w/[workspace]/improvements">) {
  const { workspace } = await params;
  const address = readAddress(await searchParams);
  const member = await requireMember(workspace);
  const db = database();
  const relationship = await chosenRelationship(member);
  const filter = filterOf(address, relationship.id);
  const byAge = address.view === "age";
  const [counts, gains, people, lanes, list] = await Promise.all([
    countImprovements(db, member, relationship.id),
    countGainsHeld(db, member, relationship.id),
    listMembers(db, member),
    byAge ? [] : listBoard(db, member, filter),
    byAge ? listByAge(db, member, { ...filter, phase: address.phase }, address.after) : { cards: [], next: undefined },
  ]);
  const reader = readerOf(member);
  const nothing = byAge ? list.cards.length === 0 : lanes.every(({ cards }) => cards.length === 0);
  const planOne = may(member.role, "improvement:plan") && (
    <ButtonLink variant="primary" href={`/w/${workspace}/improvements/new`}>
      <Icon name="plus" />
      Plan one
    </ButtonLink>
  );
  return (
    <main id="main" className={address.open ? "page improve" : "page"} tabIndex={-1}>
      <div className="main">
        <PageHead
          title="Improvements"
          note={`${counts.inPlace} in place, ${counts.effective} of ${counts.judged} judged effective${gainsWords(gains)}`}
          tools={
            <>
              <Switch
                label="View"
                options={[
                  { href: addressOf(workspace, address, { view: "board" }), label: "Board", current: !byAge },
                  { href: addressOf(workspace, address, { view: "age" }), label: "By age", current: byAge },
                ]}
              />
              {planOne}
            </>
          }
        />
        <FilterBar {...{ workspace, address, people, relationship }} />
        {nothing ? (
          <Nothing {...{ workspace, address }} action={planOne || undefined} />
        ) : byAge ? (
          <>
            <AgeList {...{ workspace, relationship, reader }} cards={list.cards} />
            <ListFoot
              first={address.after && addressOf(workspace, address)}
              older={list.next && addressOf(workspace, address, { after: list.next })}
            />
          </>
        ) : (
          <Board {...{ workspace, address, lanes, relationship, reader }} />
        )}
      </div>
      {address.open && <OpenBeside {...{ workspace, member, people, reader }} improvementId={address.open} />}
    </main>
  );
}

/** "gains held after one year": the two counts, and those that were never asked since they came back before. */
function gainsWords({ asked, held, endedBefore }: GainsHeld): string {
  if (asked + endedBefore === 0) return "";
  const before = endedBefore > 0 ? `, ${endedBefore} came back or ended before` : "";
  return `; gains held after one year: ${held} of ${asked} asked${before}`;
}

function Nothing({ workspace, address, action }: { workspace: string; address: Address; action?: React.ReactNode }) {
  if (isFiltered(address) || address.phase)
    return (
      <Empty
        action={
          <ButtonLink
            href={addressOf(workspace, address, {
              mine: undefined,
              owner: undefined,
              side: undefined,
              phase: undefined,
            })}
          >
            Show all
          </ButtonLink>
        }
      >
        No improvement fits these filters.
      </Empty>
    );
  return (
    <Empty action={action}>
      An improvement says what will change, what we expect of it and how we will see. The other side looks whether it
      came true.
    </Empty>
  );
}
