import type { CasePlan } from "./plan-case";
import { isChanged } from "./planned-row";
import { changedFields } from "./why-fields";

/** Of incidents, their costs, trees, whys, evidence and its files, improvements and comments. */
export type Counts = { created: number; changed: number; unchanged: number };

type Counted = Pick<CasePlan, "incidents" | "trees" | "improvements" | "comments">;

/** What taking the file in would make, change and leave as it is. */
export function countCase({ incidents, trees, improvements, comments }: Counted): Counts {
  const counts: Counts = { created: comments.added.length, changed: 0, unchanged: comments.known };
  const count = (isNew: boolean, changed: boolean) => {
    counts[isNew ? "created" : changed ? "changed" : "unchanged"]++;
  };
  for (const row of incidents) {
    count(row.isNew, isChanged(row));
    counts.created += row.newCosts.length;
    counts.unchanged += row.knownCosts;
  }
  for (const row of trees) {
    count(row.isNew, isChanged(row) || row.newIncidentIds.length > 0);
    for (const why of row.inside.whys)
      if (why.placed || changedFields(why).length > 0) count(!why.before, changedFields(why).length > 0);
    for (const item of row.inside.evidence) {
      count(item.isNew, isChanged(item));
      counts.created += item.newFiles.length;
      counts.unchanged += item.knownFiles;
    }
    counts.unchanged += row.inside.untouched;
  }
  for (const row of improvements) count(row.isNew, isChanged(row) || row.newWhyIds.length > 0);
  return counts;
}
