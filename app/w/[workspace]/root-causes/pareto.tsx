import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { formatTime } from "@/app/_ui/dates";
import { Icon } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Menu } from "@/app/_ui/menu";
import { Switch } from "@/app/_ui/switch";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { periods, periodWords } from "@/lib/root-causes/pareto-periods";
import { listWeeks } from "@/lib/root-causes/weekly-sums";
import { now } from "@/lib/text/clock";
import { todayOf } from "@/lib/text/days";
import { categoryWords } from "@/lib/text/words";
import { countsByStep, mondayOf } from "@/lib/trends/weeks";
import { type Address, addressOf, views, viewWords } from "./address";
import { CountsOverTime } from "./counts-over-time";
import { overTimeFileAt } from "./over-time-file";
import { ParetoFigure } from "./pareto-figure";
import { paretoFileAt } from "./pareto-file";
import { readPareto } from "./pareto-read";
import { sinceOf } from "./steps-shown";

type ParetoAsked = { workspace: string; member: Member; address: Address };

/** What makes the most of the friction, from the sums kept by week. The same number of queries however much there is. */
export async function ParetoOnTop({ workspace, member, address }: ParetoAsked) {
  const db = database();
  const today = todayOf(member);
  const [all, chosen] = await Promise.all([relationshipsOf(member), chosenRelationship(member)]);
  const relationship =
    address.relationship === "all" ? undefined : (all.find(({ id }) => id === address.relationship) ?? chosen);
  const step = address.per;
  const since = sinceOf(step, today);
  const within = { relationshipId: relationship?.id, since, until: mondayOf(today) };
  const [read, trend] = await Promise.all([
    readPareto(member, address, relationship?.id),
    address.trend && listWeeks(db, member, { category: address.trend }, within),
  ]);
  const { sums, currency, currencies, period } = read;
  const updated = `Kept with every deed; read at ${formatTime(now(), member.locale, member.timeZone)}`;
  const to = (change: Partial<Address>) => addressOf(workspace, address, change);
  return (
    <section className="pb-6" aria-label="Which causes make the most">
      <div className="filters">
        <Switch
          label="Counted in"
          options={views.map((view) => ({
            href: to({ view }),
            label: viewWords[view],
            current: view === address.view,
          }))}
        />
        <Switch
          label="By"
          options={[
            { href: to({ by: "cause", trend: undefined }), label: "By root cause", current: address.by === "cause" },
            { href: to({ by: "category" }), label: "By category", current: address.by === "category" },
          ]}
        />
        <Choice
          label={periodWords(period, today)}
          choices={periods.map((other) => [periodWords(other, today), to({ period: other })])}
        />
        {all.length > 1 && (
          <Choice
            label={relationship?.name ?? "All relationships"}
            choices={[
              ...all.map(({ id, name }): [string, string] => [name, to({ relationship: id })]),
              ["All relationships", to({ relationship: "all" })],
            ]}
          />
        )}
        {currencies.length > 1 && (
          <Choice label={`Cost in ${currency}`} choices={currencies.map((code) => [code, to({ currency: code })])} />
        )}
      </div>
      {sums.named.length > 0 ? (
        <ParetoFigure
          {...read}
          {...{ workspace, updated }}
          locale={member.locale}
          file={paretoFileAt(workspace, { ...address, period, currency }, relationship?.id)}
        />
      ) : (
        <p className="note">{nothingWords(address, periodWords(period, today), sums.incidents)}</p>
      )}
      {address.trend && trend && (
        <div className="pt-5" id="over-time">
          <p className="note">{categoryWords[address.trend]}</p>
          <CountsOverTime
            counts={countsByStep(trend, step, since, today)}
            per={step}
            locale={member.locale}
            updated={updated}
            steps={<Steps per={step} to={(per) => `${to({ per })}#over-time`} />}
            file={overTimeFileAt(workspace, relationship?.id, { trend: address.trend, per: step })}
          />
        </div>
      )}
    </section>
  );
}

/** Weekly or monthly, as links. */
export function Steps({ per, to }: { per: Address["per"]; to: (per: Address["per"]) => string }) {
  return (
    <Switch
      label="Step"
      options={[
        { href: to("month"), label: "Months", current: per === "month" },
        { href: to("week"), label: "Weeks", current: per === "week" },
      ]}
    />
  );
}

function Choice({ label, choices }: { label: string; choices: [label: string, href: string][] }) {
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
      {choices.map(([word, href]) => (
        <Link key={href} href={href}>
          {word}
        </Link>
      ))}
    </Menu>
  );
}

function nothingWords({ view, by }: Address, period: string, incidents: number): string {
  const known = by === "cause" ? "root cause" : "category";
  if (incidents === 0) return `${period}: no incident.`;
  if (view === "incidents") return `${period}: no incident has a known ${known} yet.`;
  const what = { hours: "no hours have", days: "no days have", money: "no cost in money has" }[view];
  return `${period}: of incidents with a known ${known}, ${what} been written down yet.`;
}
