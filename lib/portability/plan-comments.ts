/** What a case file says that people have said, laid over what it said the last time. */
import { v7 } from "uuid";
import type { CaseComment, CaseFile } from "./case-file";
import type { SideOf } from "./case-rows";
import type { PlannedCauseTree, PlannedImprovement, PlannedIncident } from "./plan-case";
import { addedAnew } from "./planned-row";

/** One of the three. */
type Subject = { incidentId: string | null; treeId: string | null; improvementId: string | null };
const nothing: Subject = { incidentId: null, treeId: null, improvementId: null };
export type PlannedComment = { id: string; on: Subject; subjectId: string; whyId: string | null } & Said;
type Said = { text: string; sideId: string | null; saidOn: string };

/** `known`: how many the file said before; whatever people have removed of them stays removed. */
export type PlannedComments = { added: PlannedComment[]; known: number };

type Rows = {
  incidents: readonly PlannedIncident[];
  trees: readonly PlannedCauseTree[];
  improvements: readonly PlannedImprovement[];
};
type Told = { key: string; comments?: CaseComment[] };

export function planComments(
  file: CaseFile,
  before: CaseFile | undefined,
  rows: Rows,
  sideOf: SideOf,
): PlannedComments {
  const plan: PlannedComments = { added: [], known: 0 };
  const lay = <Row extends { key: string; id: string; isNew: boolean }>(
    told: readonly Told[],
    earlier: readonly Told[] = [],
    standing: readonly Row[],
    on: (row: Row) => Subject,
    whyOf: (row: Row, key: string) => string | null = () => null,
  ) => {
    const was = new Map(earlier.map((each) => [each.key, each.comments]));
    const rowOf = new Map(standing.map((row) => [row.key, row]));
    for (const { key, comments = [] } of told) {
      const row = rowOf.get(key);
      if (!row) continue;
      const added = addedAnew(comments, row.isNew ? [] : was.get(key));
      plan.known += comments.length - added.length;
      for (const { text, side, on: saidOn, why } of added)
        plan.added.push({
          id: v7(),
          on: on(row),
          subjectId: row.id,
          // A line that people have taken out: then it was said about the tree.
          whyId: why === undefined ? null : whyOf(row, why),
          ...{ text, sideId: sideOf(side), saidOn },
        });
    }
  };
  lay(file.incidents, before?.incidents, rows.incidents, ({ id }) => ({ ...nothing, incidentId: id }));
  lay(
    file.trees,
    before?.trees,
    rows.trees,
    ({ id }) => ({ ...nothing, treeId: id }),
    ({ inside }, key) => inside.whys.find(({ placed }) => placed?.why.key === key)?.now.id ?? null,
  );
  lay(file.improvements, before?.improvements, rows.improvements, ({ id }) => ({ ...nothing, improvementId: id }));
  return plan;
}
