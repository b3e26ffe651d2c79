"use client";

import { SubmitButton } from "@/app/_ui/form-fields";
import { Glyph } from "@/app/_ui/icon";
import type { TreeIndex } from "@/lib/causes/cause-tree";
import { type Missing, missingNext, settlingFaults, type TreeContext } from "@/lib/causes/gates";
import { settleTreeAction } from "./actions";
import { Folded, type PanelContext, WhyForm } from "./panel-forms";

const shownAtOnce = 6;
const gateCodes: readonly Missing["code"][] = [
  "open_end",
  "no_root_cause",
  "ending_does_not_hold",
  "wording_error",
  "one_sided",
];

type MissingPanelProps = {
  context: PanelContext;
  index: TreeIndex;
  rules: TreeContext;
  settledAt: string | null;
  canEdit: boolean;
  linkTo: (whyId: string) => string;
  onSelect: (whyId: string) => void;
};

/** What stands between this tree and two signatures, each line leading to its place. */
export function MissingPanel({ context, index, rules, settledAt, canEdit, linkTo, onSelect }: MissingPanelProps) {
  const missing = missingNext(index, rules);
  const line = (item: Missing, at: number) => (
    <li key={`${item.code} ${item.whyId} ${at}`} className={gateCodes.includes(item.code) ? "gate" : undefined}>
      <Glyph name={gateCodes.includes(item.code) ? "open" : "hypothesis"} />
      {item.whyId ? (
        <a
          href={linkTo(item.whyId)}
          onClick={(event) => {
            event.preventDefault();
            if (item.whyId) onSelect(item.whyId);
          }}
        >
          {item.message}
        </a>
      ) : (
        <span>{item.message}</span>
      )}
      <span className="pts">{gateCodes.includes(item.code) ? "gate" : ""}</span>
    </li>
  );
  return (
    <section aria-label="What is missing next">
      <h2>
        What is missing next <span>to sign it</span>
      </h2>
      {settledAt ? (
        <p className="note">Nothing: both sides have signed, and the tree is settled.</p>
      ) : (
        <ul className="missing">{missing.slice(0, shownAtOnce).map(line)}</ul>
      )}
      {!settledAt && missing.length > shownAtOnce && (
        <details className="folded">
          <Folded>{missing.length - shownAtOnce} more</Folded>
          <ul className="missing">{missing.slice(shownAtOnce).map(line)}</ul>
        </details>
      )}
      {!settledAt && canEdit && settlingFaults(index, rules).length === 0 && (
        <WhyForm action={settleTreeAction} context={context} label="Settle the tree">
          <p className="note">Every gate is open and both sides agree. Settling records it.</p>
          <SubmitButton small>Settle the tree</SubmitButton>
        </WhyForm>
      )}
    </section>
  );
}
