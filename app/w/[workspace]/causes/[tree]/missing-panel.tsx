"use client";

import { Fragment, type MouseEvent } from "react";
import { SubmitButton } from "@/app/_ui/form-fields";
import { Glyph } from "@/app/_ui/icon";
import type { TreeIndex } from "@/lib/causes/cause-tree";
import type { TreeContext } from "@/lib/causes/gates";
import type { ScoreFacts } from "@/lib/causes/score";
import type { ScoreStep } from "@/lib/causes/score-steps";
import { scoreWords } from "@/lib/causes/score-words";
import { settleTreeAction } from "./actions";
import { jumpTo, type PanelPart } from "./jump-to";
import { Folded, type PanelContext, WhyForm } from "./panel-forms";
import { treeProgress } from "./tree-progress";

/** Beside a chosen line the panel is mostly about that line. */
const shownAtOnce = { whole: 6, besideLine: 3 } as const;

type MissingPanelProps = {
  context: PanelContext;
  index: TreeIndex;
  rules: TreeContext;
  facts: ScoreFacts;
  /** Where what the score asks of the incident can be said; none: the tree hangs on no incident. */
  incidentId: string | null;
  settledAt: string | null;
  canEdit: boolean;
  /** A line is chosen, and its forms stand below. */
  besideLine: boolean;
  onSelect: (whyId: string | null) => void;
};

/** What stands between this tree and two signatures, and what each step brings; each line leads to its place. */
export function MissingPanel(props: MissingPanelProps) {
  const { context, index, rules, facts, incidentId, settledAt, canEdit, besideLine, onSelect } = props;
  const { steps, isReady: canSettle } = treeProgress(index, rules, facts);
  const most = besideLine ? shownAtOnce.besideLine : shownAtOnce.whole;
  const isReady = !settledAt && canSettle;
  const line = (step: ScoreStep) => (
    <li key={`${step.code} ${step.message}`} className={step.gate ? "gate" : undefined}>
      <Glyph name={step.gate ? "open" : "hypothesis"} />
      <StepLink step={step} {...{ context, incidentId, onSelect }} />
      <span className="pts">{step.gate ? "gate" : pointsShown(step.points)}</span>
    </li>
  );
  return (
    <section aria-label="What is missing next">
      <h2>What is missing next {!settledAt && <span>{isReady ? "to settle it" : "to sign it"}</span>}</h2>
      {isReady && canEdit && (
        <WhyForm action={settleTreeAction} context={context} label="Settle the tree">
          <p className="note">Every gate is open, and both sides agree with each line on the way to a root cause.</p>
          <SubmitButton small>Settle the tree</SubmitButton>
        </WhyForm>
      )}
      {settledAt && (
        <p className="note">
          Both sides have signed, and the tree is settled. Changing a line on the way to a root cause, or disputing one,
          opens it again.
        </p>
      )}
      <ul className="missing">{steps.slice(0, most).map(line)}</ul>
      {steps.length > most && (
        <details className="folded">
          <Folded>{steps.length - most} more</Folded>
          <ul className="missing">{steps.slice(most).map(line)}</ul>
        </details>
      )}
      <Components {...{ index, rules, facts }} />
    </section>
  );
}

/** Less than a point is shown as it is, so that no step looks worth nothing. */
const pointsShown = (points: number) =>
  points >= 0.95 ? `+${Math.round(points)}` : points > 0.005 ? `+${points.toFixed(1)}` : "";

const parts: Partial<Record<ScoreStep["place"], PanelPart>> = {
  ask: "ask",
  only_cause: "only-cause",
  read_back: "read-back",
  evidence: "evidence",
  ending: "ending",
  questions: "questions",
  problem: "problem",
};

type StepLinkProps = Pick<MissingPanelProps, "context" | "incidentId" | "onSelect"> & { step: ScoreStep };

/** Leads to the line and opens the right form; to another page where it is done there. */
function StepLink({ step, context, incidentId, onSelect }: StepLinkProps) {
  const { place, whyId } = step;
  const elsewhere = placeElsewhere(step, context, incidentId);
  const part = parts[place];
  const href = elsewhere ?? `${whyId ? `?why=${whyId}` : "?"}${part ? `#${part}` : ""}`;
  const go = (event: MouseEvent) => {
    if (elsewhere) return;
    event.preventDefault();
    if (place !== "problem") onSelect(whyId);
    if (part) jumpTo(part, place === "problem" ? undefined : whyId);
  };
  return (
    <a href={href} onClick={go}>
      {step.message.split(/(“[^”]*”)/u).map((words, at) =>
        at % 2 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence, in its order
          <em key={at}>{words}</em>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence, in its order
          <Fragment key={at}>{words}</Fragment>
        ),
      )}
    </a>
  );
}

function placeElsewhere({ place, whyId }: ScoreStep, { workspace, treeId }: PanelContext, incidentId: string | null) {
  const incident = `/w/${workspace}/incidents/${incidentId}`;
  if (place === "incident") return incidentId ? `${incident}/edit` : `/w/${workspace}/incidents`;
  if (place === "perspectives") return incidentId ? `${incident}?write=1#perspectives` : `/w/${workspace}/incidents`;
  if (place === "improvement") return `/w/${workspace}/improvements/new?why=${whyId}`;
  if (place === "read_back" && !whyId) return `/w/${workspace}/causes/${treeId}/read-back`;
  return undefined;
}

/** The nine components, for whoever wants to know how the number comes about. */
function Components({ index, rules, facts }: Pick<MissingPanelProps, "index" | "rules" | "facts">) {
  const { total, sum, held, components } = treeProgress(index, rules, facts).score;
  const whole = Math.floor(sum + 1e-9);
  return (
    <>
      {held && whole > total && (
        <p className="note">
          Held at {total} until every gate is open. What is there adds up to {whole}.
        </p>
      )}
      <details className="folded">
        <Folded>How the {total} comes about</Folded>
        <table className="components" id="score">
          <tbody>
            {components.map(({ code, points, most }) => (
              <tr key={code}>
                <th scope="row">{scoreWords[code]}</th>
                <td>
                  {Number(points.toFixed(1))} <span>of {most}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
