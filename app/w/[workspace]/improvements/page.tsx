import type { Metadata } from "next";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { ListFoot } from "@/app/_ui/list-foot";
import { PageHead } from "@/app/_ui/page-frame";
import { Switch } from "@/app/_ui/switch";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { improvementQuery } from "@/lib/improvements/filter";
import { findKeptCounts, type KeptCounts } from "@/lib/improvements/kept-counts";
import { findLaneLimits, type LaneLimits } from "@/lib/improvements/lane-limits";
import { listBoard, listByAge } from "@/lib/improvements/queries";
import { offerPeople } from "@/lib/teams/offering";
import { listViews } from "@/lib/views/queries";
import { Live } from "../live/live";
import { ViewsMenu } from "../views/views-menu";
import { AgeList } from "./age-list";
import { Board } from "./board";
import { FilterBar } from "./filter-bar";
import { addressOf, filterOf, isFiltered, readAddress } from "./filters";
import { Moved } from "./moved";
import { Nothing } from "./nothing";
import { OpenBeside } from "./open-beside";
import { KeepUpToDate } from "./wall";
import { readerOf } from "./words";

export const metadata: Metadata = { title: "Improvements" };

/** What is planned, done, checked and judged: a board by phase, or a list by age. */
export default async function ImprovementsPage({ params, searchParams }: PageProps<"/w/[workspace]/improvements">) {
  const { workspace } = await params;
  const query = await searchParams;
  const address = readAddress(query);
  const member = await requireMember(workspace);
  const db = database();
  const [relationships, chosen] = await Promise.all([relationshipsOf(member), chosenRelationship(member)]);
  const everywhere = address.relationship === "all";
  const relationship = relationships.find(({ id }) => id === address.relationship) ?? chosen;
  const filter = filterOf({ ...address, relationship: everywhere ? "all" : relationship.id }, relationship.id);
  const { relationshipId } = filter;
  const byAge = address.view === "age";
  const [kept, offered, views, limits, lanes, list] = await Promise.all([
    findKeptCounts(db, member, relationshipId),
    offerPeople(db, member, {
      sideIds: relationship.sides.map(({ id }) => id),
      keep: [address.owner],
      words: query.who,
    }),
    listViews(db, member, "improvements"),
    byAge || !relationshipId ? ({} as LaneLimits) : findLaneLimits(db, member, relationshipId),
    byAge ? [] : listBoard(db, member, filter),
    byAge ? listByAge(db, member, { ...filter, phase: address.phase }, address.after) : { cards: [], next: undefined },
  ]);
  const reader = readerOf(member);
  const held = { plan: kept.plan, do: kept.do, check: kept.check, act: kept.act };
  const cards = byAge ? list.cards : lanes.flatMap((lane) => lane.cards);
  const all = Object.values(held).reduce((sum, count) => sum + count, 0);
  const planOne = may(member.role, "improvement:plan") && (
    <ButtonLink variant="primary" href={`/w/${workspace}/improvements/new`}>
      <Icon name="plus" />
      Plan one
    </ButtonLink>
  );
  const openId = address.wall ? undefined : address.open;
  // The board shows what is open; a phase of the list may lie beyond.
  const isOfOpen = !address.phase || address.phase in held;
  return (
    <main
      id="main"
      className={["page", openId && "improve", address.wall && "wall"].filter(Boolean).join(" ")}
      tabIndex={-1}
    >
      <Live workspace={workspace} kinds={["improvement", "lane"]} />
      <div className="main">
        <PageHead
          title={address.wall ? (relationshipId ? relationship.name : "All relationships") : "Improvements"}
          note={`${kept.in_place} in place, ${kept.effective} of ${kept.judged} judged effective${gainsWords(kept)}`}
          tools={
            address.wall ? (
              <Link className="link" href={addressOf(workspace, address, { wall: undefined })}>
                Leave the wall
              </Link>
            ) : (
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
            )
          }
        />
        {address.wall ? (
          <KeepUpToDate />
        ) : (
          <FilterBar
            {...{ workspace, address, offered, relationship, relationships, cards }}
            shown={isOfOpen ? `${cards.length} of ${all.toLocaleString(reader.locale)} shown` : `${cards.length} shown`}
            views={
              <ViewsMenu {...{ workspace, views }} page="improvements" query={improvementQuery(address).toString()} />
            }
          />
        )}
        <Moved cards={cards} movedId={address.moved} {...{ held, limits }} />
        {cards.length === 0 && (byAge || isFiltered(address) || all === 0) ? (
          <Nothing {...{ workspace, address }} action={planOne || undefined} />
        ) : byAge ? (
          <>
            <AgeList {...{ workspace, relationships, reader }} cards={list.cards} />
            <ListFoot
              first={address.after && addressOf(workspace, address)}
              older={list.next && addressOf(workspace, address, { after: list.next })}
            />
          </>
        ) : (
          <Board
            {...{ workspace, address, lanes, held, limits, relationships, member, reader }}
            relationship={everywhere ? undefined : relationship}
          />
        )}
      </div>
      {openId && <OpenBeside {...{ workspace, member, reader }} improvementId={openId} />}
    </main>
  );
}

/** "gains held after one year": the two counts, and those that were never asked since they came back before. */
function gainsWords({ asked, held, ended_before: endedBefore }: KeptCounts): string {
  if (asked + endedBefore === 0) return "";
  const before = endedBefore > 0 ? `, ${endedBefore} came back or ended before` : "";
  return `; gains held after one year: ${held} of ${asked} asked${before}`;
}
