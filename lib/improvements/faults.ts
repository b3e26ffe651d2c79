import { type FieldFaults, refuse } from "@/lib/refusal";
import type { FieldFault } from "./pdca";

/**
 * Refuses what the guards found, each sentence at its field. What lies in the moment or in the person has no field:
 * it becomes the sentence for the whole form.
 */
export function requireNoFaults(faults: readonly FieldFault[]): void {
  const moment = faults.find(({ field }) => field === "phase");
  if (moment) refuse("conflict", moment.message);
  const person = faults.find(({ field }) => field === "by");
  if (person) refuse("forbidden", person.message);
  if (faults.length === 0) return;
  const fields: FieldFaults = {};
  for (const { field, message } of faults) fields[field] = [...(fields[field] ?? []), message];
  refuse("invalid", faults.map(({ message }) => message).join(" "), fields);
}
