import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormField, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { SectionTitle } from "@/app/_ui/section-title";
import { carryOverDecisions } from "@/db/terms";
import { needsSponsor } from "@/lib/cycles/cycle-rules";
import { dayIn } from "@/lib/text/days";
import { carryOverDecisionWords, phaseWords } from "@/lib/text/words";
import { dayWords } from "../../../improvements/words";
import { carryOverAction } from "../../actions";
import { timesWords } from "../../words";
import type { CycleContext } from "../cycle-context";
import type { Left } from "./page";

type LeftOverProps = { context: CycleContext; left: Left };

const decisionNotes = {
  continue: "into the next cycle, with its day",
  replan: "into the next cycle, by another day",
  drop: "it is cancelled, with this reason",
};

/** Nothing slips into the next cycle by itself: each unfinished improvement gets a decision of its own. */
export function LeftOver({ context, left: { undecided, waiting, decided } }: LeftOverProps) {
  const { workspace, cycle, reader, mayWrite } = context;
  return (
    <section className="block" aria-label="Left over">
      <SectionTitle n={waiting === 0 ? "all decided" : `${waiting} to decide`}>Left over</SectionTitle>
      {decided.improvements.map((one) => (
        <p key={one.id} className="mt-2">
          <span className="words">{one.title}</span>{" "}
          <span className="note">
            {one.decision && carryOverDecisionWords[one.decision].toLowerCase()}: {one.reason}
            {one.sponsor && ` (${one.sponsor})`}
          </span>
        </p>
      ))}
      {decided.total > decided.improvements.length && (
        <p className="note mt-2">And {decided.total - decided.improvements.length} more.</p>
      )}
      {waiting === 0 && decided.total === 0 && <p className="note pt-3">Nothing is unfinished.</p>}
      <ol className="objectives">
        {undecided.map((one) => (
          <li key={one.id} className="objective">
            <h3 className="words">
              <Link className="title-link" href={`/w/${workspace}/improvements/${one.id}`}>
                {one.title}
              </Link>
            </h3>
            <p className="note">
              {phaseWords[one.phase]}, since {dayWords(dayIn(reader.timeZone, one.createdAt), reader)}
              {one.firstDueOn && `, first due ${dayWords(one.firstDueOn, reader)}`}
              {one.carriedOver > 0 && `, ${timesWords(one.carriedOver)} already`}
            </p>
            {mayWrite && (
              <ActionForm
                action={carryOverAction.bind(null, workspace)}
                className="form mt-2"
                label={`Decide on “${one.title}”`}
              >
                <input type="hidden" name="cycleId" value={cycle.id} />
                <input type="hidden" name="improvementId" value={one.id} />
                <FormChoices
                  label="What becomes of it?"
                  name="decision"
                  options={carryOverDecisions.map((decision) => ({
                    value: decision,
                    label: carryOverDecisionWords[decision],
                    note: decisionNotes[decision],
                  }))}
                />
                <FormTextArea label="Why?" name="reason" rows={2} words />
                <div className="fields">
                  <FormField label="By, if planned anew" name="dueOn" type="date" />
                  {needsSponsor(one.carriedOver) && (
                    <FormField
                      label="Sponsor who decides"
                      name="sponsor"
                      help="From the second time on, somebody who sponsors the work decides."
                    />
                  )}
                </div>
                <div className="buttons">
                  <SubmitButton variant="edged">Keep the decision</SubmitButton>
                </div>
              </ActionForm>
            )}
          </li>
        ))}
      </ol>
      {waiting > undecided.length && (
        <p className="note mt-2">{waiting - undecided.length} more come up as these are decided.</p>
      )}
    </section>
  );
}
