import { improvementKinds } from "@/db/terms";
import type { Person } from "@/lib/teams/offering";
import { capital } from "@/lib/text/counted";
import { improvementKindWords } from "@/lib/text/words";
import { strengthNotes } from "../words";
import type { DetailContext } from "./detail-context";

/** What the selects of a plan offer. */

export const personChoices = (people: Person[]) =>
  people.map(({ id, name, teamName }) => ({
    value: id,
    label: teamName ? `${name}, ${teamName}` : `${name}, neutral`,
  }));

export const kindChoices = improvementKinds.map((kind) => ({
  value: kind,
  label: capital(improvementKindWords[kind]),
}));

export const strengthChoices = [3, 2, 1].map((strength) => ({
  value: String(strength),
  label: strengthNotes[strength] ?? String(strength),
}));

/** Is one of these fields still missing before work may start? */
export const lacks = ({ missing }: DetailContext, fields: string[]) =>
  missing.some(({ field }) => fields.includes(field));
