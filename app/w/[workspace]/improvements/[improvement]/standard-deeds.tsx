import { v7 } from "uuid";
import { Button } from "@/app/_ui/button";
import { dayOf, formatDay } from "@/app/_ui/dates";
import { FormField, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import { SectionTitle } from "@/app/_ui/section-title";
import { defaultReviewDays } from "@/lib/improvements/check-window";
import { addDays } from "@/lib/text/days";
import { SideMark } from "../../history";
import { reviewStandardAction, writeLearningAction, writeStandardAction } from "../actions";
import { dayWords } from "../words";
import { personChoices } from "./choices";
import { Deed, type DeedProps } from "./deed";
import { DeedForm } from "./deed-form";
import type { DetailContext } from "./detail-context";
import { Found } from "./judge-deeds";

export const standardIsDue = ({ standard, reader }: DetailContext) =>
  standard !== null && standard.reviewOn <= reader.today;

/** Found effective: it becomes a standard that somebody keeps, and its first review closes it. */
export function Keep({ context, brief }: DeedProps) {
  const { standard, mayWork, reader } = context;
  if (standardIsDue(context)) return <ReviewStandard {...{ context, brief }} />;
  return (
    <Deed context={context} title={standard ? "Kept as a standard" : "Found effective: write the standard"}>
      {brief && <Found context={context} />}
      {standard ? (
        <p className="note">
          {standard.ownerName} looks on {dayWords(standard.reviewOn, reader)} whether it holds. The first time it does
          closes this improvement.
        </p>
      ) : (
        <p className="note">The gain stays only where the way that works is written down, taught and looked at.</p>
      )}
      {mayWork && !brief && !standard && <StandardForm context={context} />}
      {mayWork && brief && !standard && <p className="note">It is written on the improvement's own page.</p>}
      {mayWork && !brief && <LearningForm context={context} />}
    </Deed>
  );
}

function StandardForm({ context, folded }: DeedProps & { folded?: string }) {
  const { improvement, workspace, workers, reader, standard } = context;
  const before = improvement.follow.standard;
  return (
    <DeedForm action={writeStandardAction} {...{ workspace, improvement, folded }} label="Standard">
      <FormTextArea
        label="The way that works"
        name="text"
        defaultValue={before?.text ?? ""}
        help="So that somebody new can do it tomorrow."
        words
      />
      <FormSelect
        label="Who keeps it"
        name="ownerId"
        nothing="Nobody yet"
        options={personChoices(workers)}
        defaultValue={before?.ownerEndedAt ? "" : (before?.ownerId ?? improvement.ownerId ?? "")}
      />
      <FormField label="Roles that were trained" name="trainedRoles" defaultValue={before?.trainedRoles ?? ""} words />
      <FormField
        label="Measure that would show a slip"
        name="slipMeasure"
        defaultValue={before?.slipMeasure ?? improvement.measure ?? ""}
        words
      />
      <FormField
        label="Its review"
        name="reviewOn"
        type="date"
        defaultValue={standard?.reviewOn ?? addDays(reader.today, defaultReviewDays)}
      />
      <div className="buttons">
        {standard ? <Button type="submit">Keep the changes</Button> : <SubmitButton>Keep the standard</SubmitButton>}
      </div>
    </DeedForm>
  );
}

/** On its day: does it hold? A no takes the improvement back to plan. */
export function ReviewStandard({ context, brief }: DeedProps) {
  const { improvement, workspace, standard, reader, mayWork } = context;
  if (!standard) return null;
  const title = `Its review is due since ${dayWords(standard.reviewOn, reader)}`;
  if (!mayWork || brief)
    return (
      <Deed context={context} title={title}>
        <p className="note">{standard.ownerName} looks whether the standard holds.</p>
      </Deed>
    );
  return (
    <Deed context={context} title={title}>
      <p className="note">What would show a slip: {standard.slipMeasure}</p>
      <DeedForm action={reviewStandardAction} {...{ workspace, improvement }} label="Review of the standard">
        {/* Enter in a field presses the first button of a form: this one, which does nothing, and no answer. */}
        <button type="submit" disabled hidden />
        <RowId first={v7()} />
        <FormTextArea label="What you saw" name="seen" words />
        <FormField
          label="Look again on"
          name="nextReviewOn"
          type="date"
          defaultValue={addDays(reader.today, defaultReviewDays)}
        />
        <fieldset>
          <legend className="sr">Does the standard hold?</legend>
          <div className="verdicts">
            <Button type="submit" name="holds" value="yes">
              It holds
            </Button>
            <Button type="submit" name="holds" value="no">
              It does not hold
            </Button>
          </div>
        </fieldset>
        <p className="note">
          {improvement.phase === "act" && "If it holds, this improvement is closed. "}If not, it goes back to plan.
        </p>
      </DeedForm>
    </Deed>
  );
}

function LearningForm({ context: { improvement, workspace, prediction } }: { context: DetailContext }) {
  return (
    <DeedForm
      action={writeLearningAction}
      {...{ workspace, improvement }}
      label="What was learned"
      folded={prediction?.learning ? "Change what was learned" : "Write what was learned"}
    >
      <FormTextArea label="What was learned" name="learning" defaultValue={prediction?.learning ?? ""} words />
      <div className="buttons">
        <Button type="submit">Keep this</Button>
      </div>
    </DeedForm>
  );
}

/** The standard as it stands, with every look at it; after a reopening, that of the try before. */
export function WrittenStandard({ context }: { context: DetailContext }) {
  const { improvement, reader, relationship, timeZone, standard: present, mayWork } = context;
  const { standard, reviews } = improvement.follow;
  if (!standard) return null;
  return (
    <section className="block">
      <SectionTitle>{present ? "The standard" : "The standard of the try before"}</SectionTitle>
      <p className="prediction mt-3">{standard.text}</p>
      <dl className="plan-grid mt-3">
        <dt>Kept by</dt>
        <dd>
          <SideMark relationship={relationship} teamId={standard.ownerTeamId} /> {standard.ownerName}
          {standard.ownerEndedAt && <p className="stuck">{standard.ownerName} has left. Choose who keeps it now.</p>}
        </dd>
        <dt>Trained</dt>
        <dd>{standard.trainedRoles}</dd>
        <dt>Shows a slip</dt>
        <dd>{standard.slipMeasure}</dd>
        {present && (
          <>
            <dt>Review</dt>
            <dd>{dayWords(standard.reviewOn, reader)}</dd>
          </>
        )}
      </dl>
      {present && mayWork && (
        <div className="mt-3">
          <StandardForm context={context} folded="Change the standard" />
        </div>
      )}
      <ul className="mt-3 grid gap-3">
        {reviews.map((review) => (
          <li key={review.id} className="grid grid-cols-[1.125rem_1fr] gap-x-2">
            <SideMark relationship={relationship} teamId={review.sideId} />
            <div>
              <p>
                <b>{review.holds ? "It holds" : "It does not hold"}</b>, {review.by},{" "}
                {formatDay(dayOf(review.at, timeZone), reader.locale)}
              </p>
              <p className="words long">{review.seen}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
