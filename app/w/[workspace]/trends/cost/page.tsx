import type { Metadata } from "next";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { formatTime } from "@/app/_ui/dates";
import { Empty } from "@/app/_ui/empty";
import { Gloss } from "@/app/_ui/gloss";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Menu } from "@/app/_ui/menu";
import { PageFrame } from "@/app/_ui/page-frame";
import { RangeHead } from "@/app/_ui/range-table";
import { SectionTitle } from "@/app/_ui/section-title";
import { Switch } from "@/app/_ui/switch";
import { database } from "@/db/client";
import { type FrictionCode, frictionCodes } from "@/db/terms";
import { may } from "@/lib/access/policy";
import { listAvoided } from "@/lib/friction/avoided-by";
import { isFrictionCode } from "@/lib/friction/formulas";
import { findLedgerCurrency, loadLedger } from "@/lib/friction/queries";
import { costChart } from "@/lib/overview/cost-chart";
import { findCurrencies } from "@/lib/root-causes/weekly-sums";
import { now } from "@/lib/text/clock";
import { currencyCode } from "@/lib/text/currencies";
import { todayOf } from "@/lib/text/days";
import { rowId } from "@/lib/text/shapes";
import { monthsBack } from "@/lib/trends/weeks";
import { CostFigure } from "../cost-figure";
import { CostAvoided } from "./avoided";
import { ledgerMonths } from "./cost-file";
import { LineForm } from "./line-form";
import { Month, TakenAway } from "./month";
import { frictionWords } from "./words";

export const metadata: Metadata = { title: "What friction costs" };

type Asked = { add?: FrictionCode; line?: string; incident?: string; currency?: string };

/** The ledger of friction by month: formulas, figures and their basis, and who confirms them. */
export default async function CostPage({ params, searchParams }: PageProps<"/w/[workspace]/trends/cost">) {
  const { workspace } = await params;
  const asked = readAddress(await searchParams);
  const member = await requireMember(workspace);
  const relationship = await chosenRelationship(member);
  const db = database();
  const today = todayOf(member);
  const since = monthsBack(today, ledgerMonths);
  const [usual, { inUse }] = await Promise.all([
    findLedgerCurrency(db, member, relationship.id),
    findCurrencies(db, member),
  ]);
  const currency = asked.currency ?? usual;
  const of = { relationshipId: relationship.id, currency };
  const [{ lines, months: costs }, avoided] = await Promise.all([
    loadLedger(db, member, { ...of, since }),
    listAvoided(db, member, of),
  ]);
  const months = [
    ...new Set([
      ...lines.filter(({ removedAt }) => removedAt === null).map(({ month }) => month),
      ...costs.map(({ month }) => month),
    ]),
  ]
    .sort()
    .reverse();
  const written = lines.filter(({ removedAt }) => removedAt === null).map((line) => line.currency);
  const currencies = [...new Set([usual, currency, ...written, ...inUse])].sort();
  const mayWrite = may(member.role, "ledger:write");
  const line = lines.find(({ id, removedAt }) => id === asked.line && removedAt === null);
  const code = line?.code ?? asked.add;
  const name = new Intl.DateTimeFormat(member.locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const reader = { teamId: member.teamId, locale: member.locale, mayWrite };
  const here = `/w/${workspace}/trends/cost`;
  return (
    <PageFrame
      title="What friction costs"
      crumbs={[{ label: "Trends", href: `/w/${workspace}/trends` }, { label: "Cost" }]}
      note={`${relationship.name}, in ${currency}`}
      tools={mayWrite && <AddMenu here={here} incident={asked.incident} />}
    >
      {mayWrite && code && (
        <section className="block with-gloss" id="form" aria-label={frictionWords[code].name}>
          <div>
            <SectionTitle>{frictionWords[code].name}</SectionTitle>
            <LineForm
              key={line?.id ?? code}
              {...{ workspace, relationship, code, line, currency }}
              month={today.slice(0, 7)}
              incidentId={asked.incident}
              locale={member.locale}
            />
          </div>
          <Gloss term="Low, expected, high">
            Nobody knows these figures to the cent. What nobody knows stays blank, and a month says how many of its
            lines have no amount yet. One lead never counts twice.
          </Gloss>
        </section>
      )}
      {months.length === 0 && !code && (
        <Empty action={mayWrite && <AddMenu here={here} incident={asked.incident} />}>
          The ledger says what friction costs in a month: rework, leads not worked, late answers, unused content, delay
          and lost deals, each with its range and its basis. Both sides confirm the figures, or finance does.
        </Empty>
      )}
      {currencies.length > 1 && (
        <div className="filters">
          <Switch
            label="Currency"
            options={currencies.map((code) => ({
              href: code === usual ? here : `${here}?currency=${code}`,
              label: code,
              current: code === currency,
            }))}
          />
          <span className="note">Currencies are not added up.</span>
        </div>
      )}
      {costs.length > 0 && (
        <CostFigure
          {...{ workspace, member, costs, currency }}
          cost={costChart(costs, today)}
          relationshipId={relationship.id}
          months={ledgerMonths}
          column="full"
          className="block"
          updated={`Read at ${formatTime(now(), member.locale, member.timeZone)}`}
        />
      )}
      {months.length > 0 && (
        <table className="ledger months">
          <RangeHead first="Month, what it is, and on which basis" deeds={mayWrite ? "Deeds" : undefined} />
          {months.map((month) => (
            <Month
              key={month}
              {...{ workspace, relationship, currency, reader }}
              title={name.format(new Date(`${month}T00:00:00Z`))}
              lines={lines.filter((each) => each.month === month)}
              cost={costs.find((each) => each.month === month)}
            />
          ))}
        </table>
      )}
      {(months.length > 0 || avoided.effective > 0) && (
        <CostAvoided {...{ workspace, currency }} costs={avoided} locale={member.locale} />
      )}
      {mayWrite && <TakenAway workspace={workspace} lines={lines.filter(({ removedAt }) => removedAt !== null)} />}
    </PageFrame>
  );
}

function AddMenu({ here, incident }: { here: string; incident?: string }) {
  return (
    <Menu
      fromRight
      label={
        <>
          <Icon name="plus" />
          Write down a cost
        </>
      }
    >
      {frictionCodes.map((code) => (
        <Link key={code} href={`${here}?add=${code}${incident ? `&incident=${incident}` : ""}#form`}>
          {frictionWords[code].name}
        </Link>
      ))}
    </Menu>
  );
}

function readAddress(asked: Record<string, string | string[] | undefined>): Asked {
  const text = (name: string) => (typeof asked[name] === "string" ? asked[name] : undefined);
  const add = text("add");
  const id = (name: string) => (rowId.safeParse(text(name)).success ? text(name) : undefined);
  return {
    add: add !== undefined && isFrictionCode(add) ? add : undefined,
    line: id("line"),
    incident: id("incident"),
    currency: currencyCode.safeParse(text("currency")).data,
  };
}
