import { ButtonLink } from "@/app/_ui/button";
import type { Member } from "@/lib/access/member";
import type { Pressure } from "@/lib/charts/bands";
import { notesOn } from "@/lib/measures/building-up";
import { shownOf } from "@/lib/measures/shown";
import type { ReadMeasure } from "@/lib/overview/read-measures";
import { XmrFigure } from "./figures/xmr-figure";

/** So many charts are drawn; the others stand under Measures. */
const mostDrawn = 2;

type FiguresProps = {
  workspace: string;
  member: Member;
  updated: string;
  read: ReadMeasure[];
  bands: Pressure[];
  firstLoggedOn: string | null;
  today: string;
};

export function SignalFigures({
  workspace,
  member: { locale },
  updated,
  read,
  bands,
  firstLoggedOn,
  today,
}: FiguresProps) {
  const here = `/w/${workspace}/trends/measures`;
  if (read.length === 0)
    return (
      <figure className="figure">
        <span className="fig-no">1 Signals</span>
        <h2>No measure is followed yet</h2>
        <p className="note pt-2.5">
          A measure that both sides own tells what is more than chance: hours until a lead is accepted, leads sent back,
          incidents at a hand-off.
        </p>
        <div className="buttons pt-3">
          <ButtonLink href={here}>Follow one</ButtonLink>
        </div>
      </figure>
    );
  return (
    <div className="signal-figures">
      {read.slice(0, mostDrawn).map(({ measure, chart }, nth) => (
        <XmrFigure
          key={measure.id}
          number={nth === 0 ? "1 Signals" : undefined}
          {...shownOf(measure, chart, { bands, locale, notes: notesOn(measure, firstLoggedOn, today) })}
          definition={`${measure.name}: ${measure.definition}`}
          updated={updated}
          height={nth === 0 ? undefined : 140}
          file={{ href: `${here}/${measure.id}/chart`, name: "measure" }}
        />
      ))}
    </div>
  );
}
