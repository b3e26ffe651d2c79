import { type ComponentProps, type ReactNode, useId } from "react";

/** What every field has: a label above, help below, and an error in the place of help. */
export type FieldWords = {
  label: ReactNode;
  name: string;
  help?: ReactNode;
  /** What is wrong and what to do, in a sentence; a list, as schemas give it, shows its first. */
  error?: string | string[];
  /** People's own words are typed in the face they are read in. */
  words?: boolean;
  /** The label is only read out, where the place already says what is asked. */
  quietLabel?: boolean;
};

type Choice = { value: string; label: ReactNode; note?: ReactNode };

export function Field({
  label,
  name,
  help,
  error,
  words,
  quietLabel,
  className,
  ...input
}: FieldWords & ComponentProps<"input">) {
  const { id, described, wrong } = useFieldIds(input.id, help, error);
  return (
    <FieldFrame {...{ id, label, help, error, quietLabel, className }}>
      <input type="text" {...input} {...{ id, name, ...described }} aria-invalid={wrong} className={looks(words)} />
    </FieldFrame>
  );
}

export function TextArea({
  label,
  name,
  help,
  error,
  words,
  quietLabel,
  className,
  ...area
}: FieldWords & ComponentProps<"textarea">) {
  const { id, described, wrong } = useFieldIds(area.id, help, error);
  return (
    <FieldFrame {...{ id, label, help, error, quietLabel, className }}>
      <textarea rows={3} {...area} {...{ id, name, ...described }} aria-invalid={wrong} className={looks(words)} />
    </FieldFrame>
  );
}

type SelectProps = FieldWords & Omit<ComponentProps<"select">, "children"> & { options: Choice[]; nothing?: string };

/** `nothing` is the first, empty option, where nothing is an answer or none must be suggested. */
export function Select({
  label,
  name,
  help,
  error,
  words,
  quietLabel,
  className,
  options,
  nothing,
  ...select
}: SelectProps) {
  const { id, described, wrong } = useFieldIds(select.id, help, error);
  return (
    <FieldFrame {...{ id, label, help, error, quietLabel, className }}>
      <select {...select} {...{ id, name, ...described }} aria-invalid={wrong} className={looks(words)}>
        {nothing !== undefined && <option value="">{nothing}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

export function Checkbox({
  label,
  name,
  help,
  error,
  words: _words,
  quietLabel: _quiet,
  className,
  ...box
}: FieldWords & ComponentProps<"input">) {
  const { id, described, wrong } = useFieldIds(box.id, help, error);
  return (
    <div className={frame(className, wrong)}>
      <label className="check" htmlFor={id}>
        <input value="yes" {...box} {...{ id, name, ...described }} aria-invalid={wrong} type="checkbox" />
        <span>{label}</span>
      </label>
      <Below {...{ id, help, error }} />
    </div>
  );
}

type ChoicesProps = Omit<FieldWords, "words"> & {
  options: Choice[];
  defaultValue?: string;
  /** Short choices side by side. */
  inLine?: boolean;
  required?: boolean;
  className?: string;
  id?: string;
};

/** One of a few, none of them chosen unless `defaultValue` says so. */
export function Choices({
  label,
  name,
  help,
  error,
  quietLabel,
  options,
  defaultValue,
  inLine,
  required,
  className,
  ...rest
}: ChoicesProps) {
  const { id, described, wrong } = useFieldIds(rest.id, help, error);
  return (
    <fieldset className={frame(className, wrong)} {...described}>
      <legend className={quietLabel ? "sr" : undefined}>{label}</legend>
      <div className={inLine ? "checks in-line" : "checks"}>
        {options.map((option) => (
          <label key={option.value} className="check">
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              required={required}
            />
            <span>
              {option.label}
              {option.note && <small>{option.note}</small>}
            </span>
          </label>
        ))}
      </div>
      <Below {...{ id, help, error }} />
    </fieldset>
  );
}

/** The frame of a field around a control of one's own; the control takes the ids of `useFieldIds`. */
export function FieldFrame({
  id,
  label,
  help,
  error,
  quietLabel,
  className,
  children,
}: Pick<FieldWords, "label" | "help" | "error" | "quietLabel"> & {
  id: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={frame(className, Boolean(firstOf(error)))}>
      <label htmlFor={id} className={quietLabel ? "sr" : undefined}>
        {label}
      </label>
      {children}
      <Below {...{ id, help, error }} />
    </div>
  );
}

/** The ids that tie a control to its label, help and error, and what its `aria-invalid` has to say. */
export function useFieldIds(given: string | undefined, help: ReactNode, error: FieldWords["error"]) {
  const made = useId();
  const id = given ?? made;
  const wrong = firstOf(error) ? true : undefined;
  const described = { "aria-describedby": wrong ? `${id}-error` : help ? `${id}-help` : undefined };
  return { id, described, wrong };
}

function Below({ id, help, error }: { id: string; help?: ReactNode; error?: FieldWords["error"] }) {
  const sentence = firstOf(error);
  if (sentence) {
    return (
      <p className="error" id={`${id}-error`}>
        {sentence}
      </p>
    );
  }
  return help ? (
    <p className="help" id={`${id}-help`}>
      {help}
    </p>
  ) : null;
}

const firstOf = (error: FieldWords["error"]) => (Array.isArray(error) ? error[0] : error);
const frame = (className?: string, wrong?: boolean) => ["field", wrong && "wrong", className].filter(Boolean).join(" ");
const looks = (words?: boolean) => (words ? "input words" : "input");
