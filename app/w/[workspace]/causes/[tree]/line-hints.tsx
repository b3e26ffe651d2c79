"use client";

import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import type { WordingCode } from "@/db/terms";
import type { TreeIndex, TreeWhy } from "@/lib/causes/cause-tree";
import {
  type FindingLevel,
  type FindingSettlement,
  isSettled,
  levelOf,
  type TextFinding,
  textMark,
} from "@/lib/causes/finding";
import type { Side } from "@/lib/teams/sides";
import { dismissFindingAction, overruleFindingAction, reopenFindingAction } from "./finding-actions";
import { Folded, type PanelContext, WhyForm } from "./panel-forms";

type LineHintsProps = {
  context: PanelContext;
  index: TreeIndex;
  /** None: the problem itself. */
  why: TreeWhy | null;
  sides: readonly [Side, Side];
  ownSideId: string | null;
  canEdit: boolean;
};

/** A finding in two words, to tell one form from another when they are read out. */
const shortly: Record<WordingCode, string> = {
  person_named: "a person",
  blame_word: "blame",
  vague_judgement: "a judgement",
  side_generalised: "a side in general",
  solution_as_cause: "a missing solution",
  absolute: "no exception",
};

/** What the wording check asks about one line: a question below it, and the way to let the words stand. */
export function LineHints({ context, index, why, sides, ownSideId, canEdit }: LineHintsProps) {
  const findings = why ? why.findings : index.tree.problemFindings;
  const text = why ? why.text : index.tree.problem;
  return findings.map((finding) => {
    const level = levelOf(index, why, finding.code);
    const settled = isSettled(finding, level);
    const counted =
      level === "error" ? finding.settlements.filter(({ kind }) => kind === "overruled") : finding.settlements;
    const own = counted.find(({ sideId }) => sideId === ownSideId);
    const about = { whyId: why?.id, code: finding.code, mark: textMark(text), context };
    const id = `hint-${why?.id ?? "problem"}-${finding.code}`;
    return (
      <div
        key={finding.code}
        className={settled ? "hint settled" : "hint"}
        role="note"
        aria-label={`Wording hint: ${shortly[finding.code]}`}
      >
        <div className="says" id={id}>
          <p>{finding.message}</p>
          {counted.map((word) => (
            <small key={word.sideId ?? "neutral"}>{wordOf(word, level, sides)}</small>
          ))}
          {!settled && <small>{whatItTakes(finding, level, sides, counted)}</small>}
        </div>
        {canEdit && own && (
          <HintForm action={reopenFindingAction} {...about} label={`Take it back: ${shortly[finding.code]}`}>
            <SubmitButton small variant="plain">
              Take it back
            </SubmitButton>
          </HintForm>
        )}
        {canEdit && !own && !settled && <LetStand {...{ finding, level, sides, ownSideId, about, describedBy: id }} />}
      </div>
    );
  });
}

const nameOf = (sides: readonly [Side, Side], id: string | null) => sides.find((side) => side.id === id)?.name;

function wordOf({ by, sideId, reason }: FindingSettlement, level: FindingLevel, sides: readonly [Side, Side]) {
  const side = nameOf(sides, sideId);
  return `${level === "error" && side ? `${side} lets it stand` : "Let stand"}, ${by}: “${reason}”`;
}

/** The rule behind an error, and which side it waits for; a hint needs no words. */
function whatItTakes(
  { name }: TextFinding,
  level: FindingLevel,
  sides: readonly [Side, Side],
  counted: readonly FindingSettlement[],
) {
  if (name) return "A member’s name is never a cause: only other words settle this.";
  if (level !== "error") return "";
  const missing = sides.filter((side) => counted.every(({ sideId }) => sideId !== side.id));
  if (missing.length === 1) return `Now it is for ${missing[0]?.name} to say whether it may stand.`;
  return "A branch ends here. Other words settle it, or one member of each side lets it stand.";
}

type About = { context: PanelContext; whyId: string | undefined; code: string; mark: string };

function LetStand(props: {
  finding: TextFinding;
  level: FindingLevel;
  sides: readonly [Side, Side];
  ownSideId: string | null;
  about: About;
  describedBy: string;
}) {
  const { finding, level, sides, ownSideId, about, describedBy } = props;
  const side = nameOf(sides, ownSideId);
  if (finding.name || (level === "error" && !side)) return null;
  const label = level === "error" ? `Overrule for ${side}` : "Dismiss";
  return (
    <details className="folded" aria-describedby={describedBy}>
      <Folded>{label}…</Folded>
      <HintForm
        action={level === "error" ? overruleFindingAction : dismissFindingAction}
        {...about}
        label={`${label}: ${shortly[finding.code]}`}
      >
        <FormTextArea name="reason" label="Why may these words stand?" rows={1} maxLength={500} />
        <div className="buttons">
          <SubmitButton small>{label}</SubmitButton>
        </div>
      </HintForm>
    </details>
  );
}

function HintForm({
  action,
  context,
  whyId,
  code,
  mark,
  label,
  children,
}: About & Pick<Parameters<typeof WhyForm>[0], "action" | "label" | "children">) {
  return (
    <WhyForm action={action} context={context} whyId={whyId} label={label}>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="mark" value={mark} />
      {children}
    </WhyForm>
  );
}
