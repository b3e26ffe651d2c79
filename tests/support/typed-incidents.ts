import { v7 } from "uuid";
import { editInput, logInput, perspectiveInput } from "@/lib/incidents/input";

/** What people send, as the forms' shapes read it: one line is enough, `given` says the rest. */

type Given = Record<string, unknown>;

export const anIncident = (given: Given = {}) =>
  logInput.parse({ id: v7(), title: "Web leads from Friday were first called on Monday", ...given });

export const anEdit = (incidentId: string, version: number, given: Given = {}) =>
  editInput.parse({
    incidentId,
    version,
    title: "Web leads wait over the weekend",
    occurredOn: "2026-11-06",
    ...given,
  });

export const aPerspective = (incidentId: string, text: string, version?: number) =>
  perspectiveInput.parse({ id: v7(), incidentId, text, version });
