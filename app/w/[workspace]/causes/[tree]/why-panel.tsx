"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect } from "react";
import { meanwhile, patiently } from "@/app/_ui/patiently";
import type { TreeIndex, TreeWhy } from "@/lib/causes/cause-tree";
import type { TreeContext } from "@/lib/causes/gates";
import type { TreeImprovement } from "@/lib/causes/load-tree";
import type { Side } from "@/lib/teams/sides";
import { AskForm } from "./ask-form";
import type { CrossLinks } from "./cross-links";
import { Folded, type PanelContext } from "./panel-forms";
import type { Reader } from "./read-back-form";

type WhyPanelProps = {
  context: PanelContext;
  index: TreeIndex;
  rules: TreeContext;
  why: TreeWhy | undefined;
  onlyCauseReason: string | null;
  sides: readonly [Side, Side];
  own: Side | undefined;
  canEdit: boolean;
  locale: string;
  reader: Reader;
  rootCauses: { id: string; text: string }[];
  improvements: TreeImprovement[];
  crossLinks: CrossLinks;
  /** The buttons for moving, joining and removing. */
  tools: ReactNode;
};
export type ChosenWhyProps = WhyPanelProps & { why: TreeWhy };

// With the page as it comes from the server they stand in it; the browser fetches them only for a line that is chosen.
const WhyDetails = dynamic(
  patiently(() => import("./why-details").then(({ WhyDetails: found }) => found)),
  { loading: meanwhile },
);
const ProblemDetails = dynamic(
  patiently(() => import("./problem-details").then(({ ProblemDetails: found }) => found)),
  { loading: meanwhile },
);
const soonMs = 500;

/** All there is to say about the chosen line; about the problem itself while none is chosen. */
export function WhyPanel(props: WhyPanelProps) {
  const { context, index, why, onlyCauseReason, canEdit } = props;
  // Once the page stands still, so that the first line one chooses need not wait for its forms.
  useEffect(() => {
    const soon = setTimeout(() => import("./why-details").catch(() => {}), soonMs);
    return () => clearTimeout(soon);
  }, []);
  if (!why) {
    return (
      <>
        {canEdit && (
          <section aria-label="Ask why" id="ask">
            <h2>The problem</h2>
            <AskForm context={context} why={undefined} />
          </section>
        )}
        <ProblemDetails {...{ context, index, onlyCauseReason, canEdit }} />
      </>
    );
  }
  return (
    <>
      <section aria-label="The chosen why" id="chosen-why" data-why={why.id}>
        <p className="chosen">{why.text}</p>
        {canEdit && (
          <details className="folded" id="ask">
            <Folded>Ask why</Folded>
            <AskForm key={why.id} context={context} why={why} />
          </details>
        )}
      </section>
      <WhyDetails {...props} why={why} />
    </>
  );
}
