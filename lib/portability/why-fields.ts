import type { PlannedWhy } from "./plan-tree";

/** The fields of a why that an import may change, and those it takes along with them. */
export const whyFields = [
  "text",
  "kind",
  "status",
  "statusReason",
  "joint",
  "sufficient",
  "ending",
  "category",
  "rootCauseId",
  "reach",
  "removal",
  "endingBy",
  "endingOn",
  "endingNote",
  "sameAsId",
] as const;

export const changedFields = ({ before, now }: PlannedWhy) =>
  before ? whyFields.filter((field) => before[field] !== now[field]) : [];
