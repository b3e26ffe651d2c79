/** What a form held when it was sent, and what was typed into it since. */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
export type SentFields = ReadonlyMap<Field, string>;

export const sentFields = (form: HTMLFormElement): SentFields =>
  new Map(fieldsOf(form).map((field) => [field, heldBy(field)]));

/** The fields that hold something else by now, or are new; of a group of choices all or none. */
export function changedSince(sent: SentFields, form: HTMLFormElement): Field[] {
  const fields = fieldsOf(form);
  const changed = new Set(fields.filter((field) => sent.get(field) !== heldBy(field)));
  const groups = new Set([...changed].filter(isRadio).map(({ name }) => name));
  return fields.filter((field) => changed.has(field) || (isRadio(field) && groups.has(field.name)));
}

/** Everything goes back to its default but these. They are not even touched: somebody may be in the middle of a word. */
export function resetAllBut(kept: Field[], form: HTMLFormElement) {
  const owners = kept.map((field) => field.getAttribute("form"));
  // A field that names no form belongs to none, and so is not reset.
  for (const field of kept) field.setAttribute("form", "");
  form.reset();
  for (const [at, field] of kept.entries()) {
    const owner = owners[at];
    if (owner) field.setAttribute("form", owner);
    else field.removeAttribute("form");
  }
}

/** A secret that was refused is typed anew, not looked for among dots. */
export function emptySecretsBut(kept: Field[], form: HTMLFormElement) {
  for (const field of fieldsOf(form)) if (field.type === "password" && !kept.includes(field)) field.value = "";
}

const isRadio = (field: Field) => field.type === "radio";
const notFilledIn = ["hidden", "submit", "button", "reset", "image"];

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (element): element is Field =>
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement ||
      (element instanceof HTMLInputElement && !notFilledIn.includes(element.type)),
  );
}

function heldBy(field: Field): string {
  if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map(({ value }) => value).join("\n");
  if (field instanceof HTMLTextAreaElement) return field.value;
  if (field.type === "checkbox" || field.type === "radio") return String(field.checked);
  if (field.type !== "file") return field.value;
  return [...(field.files ?? [])].map(({ name, size, lastModified }) => `${name} ${size} ${lastModified}`).join("\n");
}
