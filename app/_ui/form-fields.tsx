"use client";

import type { ComponentProps, RefObject } from "react";
import { Button } from "./button";
import { useDefaultChoice } from "./default-choice";
import { Checkbox, Choices, Field, Select, TextArea } from "./field";
import { useOutcome } from "./form";

/** The fields of an `<ActionForm>`: as in `field.tsx`, and they show what was wrong with them and keep what was typed. */

export function FormField({ defaultValue, ...rest }: ComponentProps<typeof Field>) {
  const { error, typed } = useAnswer(rest.name);
  const kept = rest.type === "password" ? undefined : typed;
  return <Field error={error} defaultValue={kept ?? defaultValue} {...rest} />;
}

export function FormTextArea({ defaultValue, ...rest }: ComponentProps<typeof TextArea>) {
  const { error, typed } = useAnswer(rest.name);
  return <TextArea error={error} defaultValue={typed ?? defaultValue} {...rest} />;
}

type SelectRef = { ref?: RefObject<HTMLSelectElement | null> };

export function FormSelect({ defaultValue, ref, ...rest }: Omit<ComponentProps<typeof Select>, "ref"> & SelectRef) {
  const { error, typed } = useAnswer(rest.name);
  const chosen = typed ?? defaultValue;
  return <Select ref={useDefaultChoice(String(chosen ?? ""), ref)} error={error} defaultValue={chosen} {...rest} />;
}

export function FormCheckbox({ defaultChecked, ...rest }: ComponentProps<typeof Checkbox>) {
  const { error, typed, answered } = useAnswer(rest.name);
  // A box that was left empty sends nothing: after an answer with what was typed, missing means unchecked.
  return (
    <Checkbox error={error} defaultChecked={answered ? typed !== undefined : (defaultChecked ?? false)} {...rest} />
  );
}

export function FormChoices({ defaultValue, ...rest }: ComponentProps<typeof Choices>) {
  const { error, typed } = useAnswer(rest.name);
  return <Choices error={error} defaultValue={typed ?? defaultValue} {...rest} />;
}

/** Sends the form; while it is on its way the button stays where it is and says so to a screen reader. */
export function SubmitButton(props: ComponentProps<typeof Button>) {
  const { pending } = useOutcome();
  return (
    <Button
      type="submit"
      variant="primary"
      {...props}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
    />
  );
}

function useAnswer(name: string) {
  const { outcome } = useOutcome();
  const { typed, fields } = outcome;
  return { error: fields?.[name], typed: typed?.[name], answered: typed !== undefined };
}
