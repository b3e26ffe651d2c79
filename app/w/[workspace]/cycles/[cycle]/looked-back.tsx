import { SectionTitle } from "@/app/_ui/section-title";
import type { Huddle, Review } from "@/lib/cycles/queries";
import { dayWords } from "../../improvements/words";
import type { CycleContext } from "./cycle-context";

type LookedBackProps = { context: CycleContext; huddles: Huddle[]; reviews: Review[] };

/** The review of the whole, once it is written, and the last huddles. */
export function LookedBack({ context, huddles, reviews }: LookedBackProps) {
  const { reader } = context;
  const whole = reviews.find(({ kind }) => kind === "annual");
  const said: [string, string | null | undefined][] = [
    ["What was verified", whole?.verified],
    ["What came back", whole?.cameBack],
    ["What was learned", whole?.learned],
    ["Which pressures moved", whole?.pressuresMoved],
  ];
  return (
    <>
      {whole && (
        <section className="block" aria-label="Review of the whole">
          <SectionTitle n={dayWords(whole.heldOn, reader)}>Review of the whole</SectionTitle>
          <dl className="looked-back">
            {said.map(([term, words]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd className="words long">{words}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {huddles.length > 0 && (
        <section className="block" aria-label="Huddles">
          <SectionTitle>Huddles</SectionTitle>
          <ol className="huddles">
            {huddles.slice(0, 4).map((huddle) => (
              <HuddleWords key={huddle.id} {...{ huddle, context }} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

/** One huddle as it was written down. */
export function HuddleWords({ huddle, context: { reader } }: { huddle: Huddle; context: CycleContext }) {
  const said: [string, string | null][] = [
    ["Moved", huddle.moved],
    ["Stuck", huddle.stuck],
    ["Help", huddle.help],
  ];
  return (
    <li>
      <p className="note">
        {dayWords(huddle.heldOn, reader)}, {huddle.by}
      </p>
      {said.map(
        ([term, words]) =>
          words && (
            <p key={term}>
              <span className="label">{term}</span> <span className="words long">{words}</span>
            </p>
          ),
      )}
    </li>
  );
}
