/** What each part of a case file says in the words of its table. */
import type { CaseCost, CaseEvidence, CaseImprovement, CaseIncident, CaseTree, CaseWhy } from "./case-file";

/** The team a side is, by its name in the file. */
export type SideOf = (name: string | null) => string | null;

export const saidOfIncident = (sideOf: SideOf) => (incident: CaseIncident) => ({
  title: incident.title,
  observed: incident.observed as string | null,
  expected: incident.expected,
  // "No agreed standard exists" is a full answer.
  noAgreedStandard: incident.expected === null && !incident.expectedNotSaid,
  occurredOn: incident.occurredOn,
  occurredApproximately: incident.occurredApproximately ?? false,
  severity: incident.severity,
  sideId: sideOf(incident.side),
  handOff: incident.handOff,
});

export const saidOfCost =
  (sideOf: SideOf) =>
  ({ side, ...cost }: CaseCost) => ({ ...cost, sideId: sideOf(side) });

export const saidOfTree = ({ problem }: CaseTree) => ({ problem });

export const saidOfWhy = ({ text, kind, status, joint }: CaseWhy) => ({ text, kind, status, joint });

export const saidOfEvidence = (sideOf: SideOf) => (item: CaseEvidence) => ({
  type: item.type,
  stance: item.stance,
  text: item.text,
  sideId: sideOf(item.side),
});

export const saidOfImprovement = ({ title, kind, strength, result }: CaseImprovement) => ({
  title,
  kind,
  strength,
  result,
});
