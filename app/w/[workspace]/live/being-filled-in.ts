/**
 * A card is being carried, or a form filled in. A form names the version that was seen: a newer page beneath what somebody
 * types would let them overwrite what they have not seen.
 */
export function isBeingFilledIn(): boolean {
  if (document.querySelector("dialog[open], [data-dragging]")) return true;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("main textarea, main input");
  return [...fields].some((field) =>
    field.type === "checkbox" || field.type === "radio"
      ? (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked
      : field.type !== "hidden" && field.value !== field.defaultValue,
  );
}
