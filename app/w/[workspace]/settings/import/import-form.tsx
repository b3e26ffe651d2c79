"use client";

import { type MouseEvent, useState } from "react";
import type { Outcome } from "@/app/_server/outcome";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Icon } from "@/app/_ui/icon";
import { SectionTitle } from "@/app/_ui/section-title";
import type { ImportItem, PreviewItem } from "@/lib/portability/import-run";
import type { ImportAnswer } from "./actions";
import { CaseItems } from "./case-items";

type Action = (last: Outcome<ImportAnswer>, form: FormData) => Promise<Outcome<ImportAnswer>>;
type Props = { workspace: string; action: Action };

/** Choose, look, take in. With scripts the files go one after the other and it shows how far it is. */
export function ImportForm({ workspace, action }: Props) {
  return (
    <ActionForm action={action} className="form">
      {({ outcome }) => (
        <>
          <FormField
            label="Case files"
            name="files"
            type="file"
            accept=".json,application/json"
            multiple
            help="Together at most 1 MB. A larger one goes through the API."
          />
          <details className="folded">
            <summary>
              <Icon name="right" />
              Or paste one
            </summary>
            <FormTextArea label="The text of a case file" name="pasted" rows={6} spellCheck={false} />
          </details>
          <div className="buttons">
            <SubmitButton name="step" value="preview">
              Show what it would do
            </SubmitButton>
          </div>
          {outcome.result && <Answer key={keyOf(outcome.result)} answer={outcome.result} {...{ workspace, action }} />}
        </>
      )}
    </ActionForm>
  );
}

const keyOf = ({ step, items }: ImportAnswer) => `${step} ${items.map(({ name, title }) => `${name} ${title}`).join()}`;

function Answer({ answer, ...props }: Props & { answer: ImportAnswer }) {
  return answer.step === "preview" ? (
    <Preview items={answer.items} {...props} />
  ) : (
    <section aria-label="What was taken in" role="status">
      <SectionTitle>What was taken in</SectionTitle>
      <CaseItems items={answer.items} workspace={props.workspace} />
    </section>
  );
}

type Run = { items: ImportItem[]; running: boolean; stopped: boolean };

function Preview({ items, workspace, action }: Props & { items: PreviewItem[] }) {
  const [run, setRun] = useState<Run>();
  const sound = items.filter(({ faults }) => faults.length === 0).map(({ name, words }) => ({ name, words }));

  const takeIn = async (event: MouseEvent) => {
    event.preventDefault();
    let done: ImportItem[] = [];
    for (const text of sound) {
      setRun({ items: done, running: true, stopped: false });
      const outcome = await send(action, [text]);
      if (outcome?.result?.step !== "import") return setRun({ items: done, running: false, stopped: true });
      done = [...done, ...outcome.result.items];
    }
    setRun({ items: done, running: false, stopped: false });
  };

  if (run)
    return (
      <section aria-labelledby="taken">
        <SectionTitle id="taken" n={`${run.items.length} of ${sound.length}`}>
          What was taken in
        </SectionTitle>
        <p className="sr" role="status">
          {run.items.length} of {sound.length} files taken in.
        </p>
        {run.running && <progress aria-labelledby="taken" value={run.items.length} max={sound.length} />}
        <CaseItems items={run.items} workspace={workspace} />
        {run.stopped && (
          <p className="form-message" role="alert">
            It stopped here: the server did not answer. What is listed above is taken in; choose the files again to go
            on, nothing is taken in twice.
          </p>
        )}
      </section>
    );
  return (
    <section aria-labelledby="would">
      <SectionTitle id="would">What it would do</SectionTitle>
      <CaseItems items={items} workspace={workspace} />
      {sound.length > 0 && (
        <div className="buttons">
          <input type="hidden" name="held" value={JSON.stringify(sound)} />
          <SubmitButton variant="edged" name="step" value="import" onClick={takeIn}>
            {sound.length === 1 ? "Take it in" : `Take in ${sound.length} files`}
          </SubmitButton>
        </div>
      )}
    </section>
  );
}

async function send(action: Action, held: { name: string; words: string }[]) {
  const form = new FormData();
  form.set("step", "import");
  form.set("held", JSON.stringify(held));
  return action({ done: false }, form).catch(() => undefined);
}
