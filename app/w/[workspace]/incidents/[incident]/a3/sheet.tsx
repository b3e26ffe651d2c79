import { formatDay, formatNumber } from "@/app/_ui/dates";
import { Glyph } from "@/app/_ui/icon";
import { Mark } from "@/app/_ui/mark";
import { Sign, Signs } from "@/app/_ui/signs";
import type { Sheet as SheetData } from "@/lib/a3/sheet";
import { SideMark } from "../../../history";
import { timesWords } from "../../incident-list";
import { Analysis, ReadAloud } from "./analysis";
import { Part } from "./part";
import { Countermeasures, Effect, FollowUp, Plan, Target } from "./plan";

/** Days as the reader writes them; `today` is the day of printing. */
export type SheetReader = { locale: string; today: string };

/** An incident on one landscape A3 page, also half-finished: what nobody has said yet stays blank to be written in. */
export function Sheet({ sheet, reader, alone }: { sheet: SheetData; reader: SheetReader; alone?: boolean }) {
  // Where nothing else stands around it, what it is about is what the page is called.
  const Title = alone ? "h1" : "h2";
  const { incident, trees, improvements } = sheet;
  const { relationship } = incident;
  const [a, b] = relationship.sides;
  return (
    <article className="a3" aria-label="A3 sheet">
      <header>
        <Title className="title">{incident.title}</Title>
        <p>
          {[relationship.name, incident.handOff].filter(Boolean).join(", ")}
          <br />
          <SideMark relationship={relationship} teamId={incident.sideId} /> {incident.reporter ?? loggedBy(sheet)} ·{" "}
          {formatDay(reader.today, reader.locale)}
        </p>
      </header>
      <div className="body">
        <div className="col">
          <Background sheet={sheet} reader={reader} />
          <Condition sheet={sheet} reader={reader} />
          <Target sheet={sheet} reader={reader} />
          <Analysis trees={trees} more={sheet.moreTrees} relationship={relationship} />
          <ReadAloud tree={trees.find(({ aloud }) => aloud.length > 0)} />
        </div>
        <div className="col">
          <Countermeasures improvements={improvements} more={sheet.moreImprovements} />
          <Plan improvements={improvements} relationship={relationship} reader={reader} />
          <Effect improvements={improvements} relationship={relationship} reader={reader} />
          <FollowUp improvements={improvements} reader={reader} />
        </div>
      </div>
      <footer>
        <span>Common Cause</span>
        <span>
          <Glyph name="root" /> root cause
        </span>
        <span>
          <Glyph name="proposed" /> proposed
        </span>
        <span>
          <Signs>
            <Sign side="a" letter={a.letter} team={a.name} state="yes" />
            <Sign side="b" letter={b.letter} team={b.name} state="yes" />
          </Signs>{" "}
          read back by both sides
        </span>
        <span>
          <Signs>
            <Sign side="b" letter={b.letter} team={b.name} state="no" />
          </Signs>{" "}
          disputed
        </span>
        <span className="end">{sheet.named ? "" : "Names are left out"}</span>
      </footer>
    </article>
  );
}

function loggedBy({ incident: { relationship, sideId } }: SheetData) {
  const side = relationship.sides.find(({ id }) => id === sideId);
  return side ? `Logged by ${side.name}` : "Logged by neither side";
}

type PartProps = { sheet: SheetData; reader: SheetReader };

/** What the case is about beside its words, in sentences. */
function Background({ sheet: { incident, seenBefore }, reader: { locale } }: PartProps) {
  const { severity, detectedBy, handOff } = incident;
  const sentences = [
    handOff && `At the hand-off ${handOff}.`,
    severity && `Severity ${severity} of 4.`,
    detectedBy && `Found by: ${detectedBy}.`,
    seenBefore &&
      `The same cause was seen ${timesWords(seenBefore.times)} before, last on ${formatDay(seenBefore.lastOn, locale)}.`,
  ];
  return (
    <Part title="Background">
      <p className="p lines-3">{sentences.filter(Boolean).join(" ")}</p>
    </Part>
  );
}

/** What was observed, and how it looked from each seat, equal in width; a side that has not told leaves room. */
function Condition({ sheet: { incident, perspectives, costs }, reader: { locale } }: PartProps) {
  const { observed, extent, occurredOn, occurredUntil, occurredApproximately, relationship } = incident;
  const from = formatDay(occurredOn, locale);
  const period = occurredUntil ? `${from} to ${formatDay(occurredUntil, locale)}` : from;
  return (
    <Part title="Current condition" note={occurredApproximately ? `about ${period}` : period}>
      <p className="p lines-5">
        {[observed ?? incident.title, extent, ...costs.map((group) => costWords(group, locale))]
          .filter(Boolean)
          .join(" ")}
      </p>
      <div className="two">
        {relationship.sides.map((side) => (
          <p key={side.id} className={`p lines-5 perspective-${side.place}`}>
            <Mark side={side.place} letter={side.letter} name={side.name} />{" "}
            {perspectives.find(({ sideId }) => sideId === side.id)?.text ?? (
              <span className="blank">{side.name} has not told yet.</span>
            )}
          </p>
        ))}
      </div>
    </Part>
  );
}

/** "It cost about €18,400, between €12,500 and €25,700." Each unit and currency by itself. */
function costWords({ unit, currency, low, expected, high }: SheetData["costs"][number], locale: string): string {
  const asMoney = currency ? ({ style: "currency", currency, maximumFractionDigits: 0 } as const) : undefined;
  const say = (amount: number) => formatNumber(amount, locale, asMoney) + (currency ? "" : ` ${unit}`);
  const range = low !== null && high !== null && low < high ? `, between ${say(low)} and ${say(high)}` : "";
  return `It cost about ${say(expected)}${range}.`;
}
