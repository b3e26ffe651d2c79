import type { Metadata } from "next";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatTime } from "@/app/_ui/dates";
import { Empty } from "@/app/_ui/empty";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Menu } from "@/app/_ui/menu";
import { PageFrame } from "@/app/_ui/page-frame";
import { Switch } from "@/app/_ui/switch";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { agesShown, leadTimesShown, openedClosedShown, stagesShown } from "@/lib/flow/figures";
import { findFirstMove } from "@/lib/flow/first-move";
import { findFlow, findLeadTimes, listOpenAges } from "@/lib/flow/queries";
import { daysOf, spanNames, spans, spanWords } from "@/lib/flow/span";
import { now } from "@/lib/text/clock";
import { todayOf } from "@/lib/text/days";
import { ShownFigure } from "../figures/shown-figure";
import { type Address, addressOf, allOfThem, readAddress } from "./address";
import { type FlowFigure, flowFileAt } from "./flow-file";
import { Oldest } from "./oldest";

export const metadata: Metadata = { title: "Flow" };

/** How incidents flow: what stands where, how long it takes, how old the open ones are, and whether they become more. */
export default async function FlowPage({ params, searchParams }: PageProps<"/w/[workspace]/trends/flow">) {
  const { workspace } = await params;
  const query = await searchParams;
  const member = await requireMember(workspace);
  const [relationships, chosen] = await Promise.all([relationshipsOf(member), chosenRelationship(member)]);
  const address = readAddress(query, relationships, chosen);
  const { span } = address;
  const to = (change: Partial<Address>) => addressOf(workspace, { ...address, ...change });
  const relationship = relationships.find(({ id }) => id === address.relationship);
  const relationshipId = relationship?.id;
  const db = database();
  const today = todayOf(member);
  const firstOn = await findFirstMove(db, member, relationshipId);
  const days = { relationshipId, ...daysOf(span, today, firstOn) };
  const [flow, lasted, ages] = await Promise.all([
    findFlow(db, member, days),
    findLeadTimes(db, member, days),
    listOpenAges(db, member, relationshipId),
  ]);
  const { locale } = member;
  const common = (figure: FlowFigure) => ({
    updated: `Counted with every deed; read at ${formatTime(now(), locale, member.timeZone)}`,
    file: flowFileAt(workspace, address, figure),
  });
  const name = relationship?.name ?? "All relationships";
  return (
    <PageFrame
      title="How incidents flow"
      crumbs={[{ label: "Trends", href: `/w/${workspace}/trends` }, { label: "Flow" }]}
      note={`${name}, ${spanWords[span]}`}
    >
      <div className="filters">
        <Switch
          label="Weeks"
          options={spans.map((each) => ({
            href: to({ span: each }),
            label: spanNames[each],
            current: each === span,
          }))}
        />
        {relationships.length > 1 && (
          <Menu
            look="filter"
            label={
              <>
                {name}
                <Icon name="down" />
              </>
            }
          >
            {relationships.map(({ id, name: label }) => (
              <Link key={id} href={to({ relationship: id })}>
                {label}
              </Link>
            ))}
            <Link href={to({ relationship: allOfThem })}>All relationships</Link>
          </Menu>
        )}
      </div>
      {firstOn === null ? (
        <Empty
          action={
            may(member.role, "incident:log") && (
              <ButtonLink href={`/w/${workspace}/incidents/new`}>Log an incident</ButtonLink>
            )
          }
        >
          Once incidents are logged, this page says how many wait in which stage, how long they take, and whether more
          are opened than closed.
        </Empty>
      ) : (
        <div className="figures">
          <ShownFigure className="c12" column="full" shown={stagesShown(flow, locale)} {...common("stages")} />
          <ShownFigure className="c6" shown={openedClosedShown(flow, locale)} {...common("opened-closed")} />
          <ShownFigure className="c6" shown={leadTimesShown(lasted, span, locale)} {...common("lead-times")} />
          <ShownFigure className="c6" shown={agesShown(ages, today, locale)} {...common("ages")} />
          <Oldest {...{ workspace, locale }} oldest={ages.oldest} />
        </div>
      )}
    </PageFrame>
  );
}
