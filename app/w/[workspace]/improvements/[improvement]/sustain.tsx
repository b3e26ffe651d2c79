import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormTextArea } from "@/app/_ui/form-fields";
import { SectionTitle } from "@/app/_ui/section-title";
import { sustainAnswers } from "@/db/terms";
import type { SustainCheck } from "@/lib/improvements/follow-through";
import { otherSide, sideById } from "@/lib/teams/sides";
import { sustainWords } from "@/lib/text/words";
import { SideMark } from "../../history";
import { answerSustainCheckAction } from "../actions";
import { dayWords, type Reader, tryWords } from "../words";
import { Deed, type DeedProps } from "./deed";
import type { DetailContext } from "./detail-context";

const waits = ({ answer, droppedAt }: SustainCheck) => answer === null && droppedAt === null;

/** The question that is asked today: the latest whose day has come. */
const askedNow = ({ improvement, reader }: DetailContext) =>
  improvement.follow.sustain.findLast((one) => waits(one) && one.dueOn <= reader.today);

/** "Does it still hold?", answered by the other side; for everybody else, who is asked. */
export function SustainDeed({ context }: DeedProps) {
  const { improvement, workspace, notJudge, mySide } = context;
  const asked = askedNow(context);
  if (!asked) return null;
  const title = `Does it still hold, after ${asked.afterDays} days?`;
  if (notJudge !== null)
    return (
      <Deed context={context} title={title}>
        <p className="note mb-4">{otherSideName(context)} is asked.</p>
      </Deed>
    );
  return (
    <Deed context={context} title={mySide ? `${title} Your answer, for ${mySide.name}` : title}>
      <ActionForm
        action={answerSustainCheckAction.bind(null, workspace)}
        className="form mb-6"
        label="Does it still hold?"
      >
        <input type="hidden" name="improvementId" value={improvement.id} />
        <input type="hidden" name="afterDays" value={asked.afterDays} />
        {/* Enter in a field presses the first button of a form: this one, which does nothing, and no answer. */}
        <button type="submit" disabled hidden />
        <FormTextArea
          label="What you saw"
          name="seen"
          help="The count or the level today, beside the prediction."
          words
        />
        <fieldset>
          <legend className="sr">Does it still hold?</legend>
          <div className="verdicts">
            {sustainAnswers.map((answer) => (
              <Button key={answer} type="submit" name="answer" value={answer}>
                {sustainWords[answer]}
              </Button>
            ))}
          </div>
        </fieldset>
        <p className="note">Lost takes it back to plan, for another try.</p>
      </ActionForm>
    </Deed>
  );
}

function otherSideName({ relationship, improvement }: DetailContext): string {
  const owner = sideById(relationship, improvement.ownerTeamId);
  return (owner && otherSide(relationship, owner.id)?.name) ?? "One of the two sides";
}

/** The year after the verdict: what was said on each day, and when it is asked next. */
export function StillHolds({ context }: { context: DetailContext }) {
  const { improvement, reader, relationship } = context;
  const { sustain } = improvement.follow;
  if (sustain.length === 0) return null;
  const tries = new Set(sustain.map(({ iteration }) => iteration)).size;
  return (
    <section className="block">
      <SectionTitle>Does it still hold?</SectionTitle>
      <ol className="year">
        {sustain.map((one) => (
          <li key={`${one.iteration} ${one.afterDays}`} className={one.answer ? "said" : undefined}>
            <span className="after">
              {one.afterDays} days{tries > 1 && `, ${tryWords(one.iteration)}`}
            </span>
            {one.answer ? (
              <div>
                <p>
                  <SideMark relationship={relationship} teamId={one.sideId} /> <b>{sustainWords[one.answer]}</b>,{" "}
                  {one.by}
                </p>
                <p className="words long">{one.seen}</p>
              </div>
            ) : (
              <p className="note">{waitingWords(one, reader)}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function waitingWords(one: SustainCheck, reader: Reader): string {
  if (one.droppedAt) return "not asked any more";
  return one.dueOn <= reader.today
    ? `asked since ${dayWords(one.dueOn, reader)}`
    : `asked on ${dayWords(one.dueOn, reader)}`;
}
