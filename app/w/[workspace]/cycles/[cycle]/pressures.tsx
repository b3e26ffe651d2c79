import { v7 } from "uuid";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormField, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Gloss } from "@/app/_ui/gloss";
import { Glyph } from "@/app/_ui/icon";
import { RowId } from "@/app/_ui/row-id";
import { SectionTitle } from "@/app/_ui/section-title";
import { categories, directions, pressureKinds } from "@/db/terms";
import type { PressureRow } from "@/lib/cycles/queries";
import { categoryWords, directionWords, pressureKindWords } from "@/lib/text/words";
import { Folded } from "../../improvements/folded";
import { endPressureAction, notePressureAction, readPressureAction } from "../actions";
import type { CycleContext } from "./cycle-context";

type PressuresProps = { context: CycleContext; pressures: PressureRow[] };

/** What presses from outside, as this cycle reads it, beside what the one before read. */
export function Pressures({ context, pressures }: PressuresProps) {
  const { cycle, mayWrite } = context;
  const unread = pressures.filter(({ strength, isOver }) => strength === null && !isOver);
  return (
    <section className="block" aria-label="Pressures">
      <SectionTitle n={pressures.length || undefined}>Pressures</SectionTitle>
      {cycle.phase === "scan" && (
        <Gloss term="Pressure" className="gloss in-text">
          A condition from outside that neither side can change: it is not a cause to mend but a wind to steer by.
        </Gloss>
      )}
      {pressures.length === 0 && <p className="note pt-3">None is noted.</p>}
      <ul className="pressures">
        {pressures.map((pressure) => (
          <li key={pressure.id}>
            <Glyph name="pressure" />
            <div className="min-w-0">
              <p className="words">{pressure.title}</p>
              <p className="note">
                {pressureKindWords[pressure.kind]}
                {pressure.categories.map((category) => ` · touches ${categoryWords[category].toLowerCase()}`)}
                {pressure.isOver && " · over"}
                {pressure.note && ` · ${pressure.note}`}
              </p>
              {mayWrite && !pressure.isOver && <Read {...{ context, pressure }} open={unread[0] === pressure} />}
            </div>
            <Strength {...{ pressure }} />
          </li>
        ))}
      </ul>
      {mayWrite && <NoteOne context={context} open={cycle.phase === "scan" && pressures.length === 0} />}
    </section>
  );
}

/** "rising, 4 of 5", and what it was before where that differs. */
function Strength({ pressure }: { pressure: PressureRow }) {
  const { strength, direction, lastStrength, lastDirection } = pressure;
  const moved = lastStrength !== null && (lastStrength !== strength || lastDirection !== direction);
  return (
    <p className="how-it-stands">
      {strength === null || direction === null ? (
        <span className="quiet">not looked at yet</span>
      ) : (
        <>
          <b>{strength}</b> of 5, {directionWords[direction]}
        </>
      )}
      {moved && lastDirection && (
        <span className="note own-line">
          before: {lastStrength}, {directionWords[lastDirection]}
        </span>
      )}
    </p>
  );
}

const directionChoices = directions.map((direction) => ({ value: direction, label: directionWords[direction] }));
const strengths = [1, 2, 3, 4, 5].map((strength) => ({
  value: String(strength),
  label: strength === 1 ? "1, hardly felt" : strength === 5 ? "5, decides everything" : String(strength),
}));

function Reading({ pressure }: { pressure?: PressureRow }) {
  return (
    <>
      <FormChoices
        label="Which way does it go?"
        name="direction"
        inLine
        options={directionChoices}
        defaultValue={pressure?.direction ?? pressure?.lastDirection ?? undefined}
      />
      <FormSelect
        label="How strongly?"
        name="strength"
        nothing="Choose"
        options={strengths}
        defaultValue={String(pressure?.strength ?? pressure?.lastStrength ?? "")}
      />
      <FormTextArea label="What shows it" name="note" rows={2} defaultValue={pressure?.note ?? ""} words />
    </>
  );
}

function Read({ context, pressure, open }: { context: CycleContext; pressure: PressureRow; open: boolean }) {
  const { workspace, cycle } = context;
  const ids = (
    <>
      <input type="hidden" name="cycleId" value={cycle.id} />
      <input type="hidden" name="pressureId" value={pressure.id} />
    </>
  );
  return (
    <div className="folds">
      <ActionForm action={readPressureAction.bind(null, workspace)} label={`How “${pressure.title}” stands now`}>
        {ids}
        <Folded summary={pressure.strength === null ? "Look at it" : "Look at it again"} open={open}>
          <Reading pressure={pressure} />
          <div className="buttons">
            <SubmitButton variant="edged">Keep it</SubmitButton>
          </div>
        </Folded>
      </ActionForm>
      <ActionForm action={endPressureAction.bind(null, workspace)} label={`“${pressure.title}” is over`}>
        {ids}
        <SubmitButton variant="plain" small>
          It is over
        </SubmitButton>
      </ActionForm>
    </div>
  );
}

function NoteOne({ context, open }: { context: CycleContext; open: boolean }) {
  const { workspace, cycle } = context;
  return (
    <ActionForm action={notePressureAction.bind(null, workspace)} className="mt-3" label="Note a pressure">
      <RowId first={v7()} />
      <input type="hidden" name="cycleId" value={cycle.id} />
      <Folded summary="Note a pressure" open={open}>
        <FormField label="What presses from outside?" name="title" words />
        <div className="fields">
          <FormSelect
            label="Where does it come from?"
            name="kind"
            nothing="Choose"
            options={pressureKinds.map((kind) => ({ value: kind, label: pressureKindWords[kind] }))}
          />
          <FormSelect
            label="What does it touch most?"
            name="category"
            nothing="Nobody has said yet"
            options={categories.map((category) => ({ value: category, label: categoryWords[category] }))}
          />
        </div>
        <Reading />
        <div className="buttons">
          <SubmitButton variant="edged">Note it</SubmitButton>
        </div>
      </Folded>
    </ActionForm>
  );
}
