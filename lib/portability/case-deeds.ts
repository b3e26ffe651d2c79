/** What the history says of an import: one entry for the file, and one on each page it made or changed. */
import type { Deed } from "@/lib/activity/record";
import type { CaseFile } from "./case-file";
import type { CasePlan, PlannedCauseTree } from "./plan-case";
import { isChanged } from "./planned-row";
import { changedFields } from "./why-fields";

export function deedsOfImport(file: CaseFile, plan: CasePlan, caseId: string): Deed[] {
  const ofCase = { case: file.key };
  const { key, title, source } = file;
  return [
    ...plan.incidents.flatMap(({ id, isNew, fields, before, after }): Deed[] => {
      if (isNew) return [{ verb: "incident.logged", subjectId: id, details: { title: fields.title, ...ofCase } }];
      return isChanged({ after })
        ? [{ verb: "incident.edited", subjectId: id, details: { before, after, ...ofCase } }]
        : [];
    }),
    ...plan.incidents.flatMap(({ id, newCosts }) =>
      newCosts.map(
        ({ id: costId, ...words }): Deed => ({
          verb: "cost.added",
          subjectId: id,
          details: { costId, ...words, ...ofCase },
        }),
      ),
    ),
    ...plan.trees.flatMap((tree): Deed[] => {
      if (tree.isNew) return [{ verb: "tree.opened", subjectId: tree.id, details: { ...tree.fields, ...ofCase } }];
      const changes = changesOf(tree);
      return Object.keys(changes).length > 0
        ? [{ verb: "tree.imported", subjectId: tree.id, details: { ...changes, ...ofCase } }]
        : [];
    }),
    ...plan.improvements.flatMap(({ id, isNew, fields, before, after, newWhyIds }): Deed[] => {
      const { title, kind } = fields;
      if (isNew) return [{ verb: "improvement.planned", subjectId: id, details: { title, kind, ...ofCase } }];
      if (!isChanged({ after }) && newWhyIds.length === 0) return [];
      const linked = newWhyIds.length > 0 ? { linkedWhyIds: newWhyIds } : {};
      return [{ verb: "improvement.edited", subjectId: id, details: { before, after, ...linked, ...ofCase } }];
    }),
    ...plan.comments.added.map(
      ({ id: commentId, subjectId, whyId }): Deed => ({
        verb: "comment.written",
        subjectId,
        details: { commentId, whyId, ...ofCase },
      }),
    ),
    { verb: "case.imported", subjectId: caseId, details: { key, title, source, ...plan.counts } },
  ];
}

/** Only what is there: the problem, whys and evidence with before and after, the ids of new ones. */
function changesOf(tree: PlannedCauseTree): Record<string, unknown> {
  const { whys, evidence } = tree.inside;
  const lists = {
    problem: isChanged(tree) ? [{ before: tree.before, after: tree.after }] : [],
    incidentIds: tree.newIncidentIds,
    newWhyIds: whys.filter(({ before }) => !before).map(({ now }) => now.id),
    whys: whys
      .map((why) => ({ why, fields: changedFields(why) }))
      .filter(({ fields }) => fields.length > 0)
      .map(({ why: { before, now }, fields }) => ({
        id: now.id,
        before: Object.fromEntries(fields.map((field) => [field, before?.[field]])),
        after: Object.fromEntries(fields.map((field) => [field, now[field]])),
      })),
    newEvidenceIds: evidence.filter(({ isNew }) => isNew).map(({ id }) => id),
    evidence: evidence
      .filter((item) => !item.isNew && isChanged(item))
      .map(({ id, before, after }) => ({ id, before, after })),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}
