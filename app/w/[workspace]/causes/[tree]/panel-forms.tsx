"use client";

import type { ReactNode } from "react";
import type { Outcome } from "@/app/_server/outcome";
import { ActionForm } from "@/app/_ui/form";
import { Icon } from "@/app/_ui/icon";
import { KeptTyping } from "@/app/_ui/kept-typing";
import type { InTurn } from "@/app/_ui/without-loss";
import type { TreeNews } from "@/lib/causes/news";
import type { TreeAction } from "./use-saver";

/** What each form of the panel needs beside its own fields. */
export type PanelContext = {
  workspace: string;
  treeId: string;
  /** Identifiers for the first rows of forms that are sent before the script runs. */
  ids: { ask: string; evidence: string };
  onNews: (news: TreeNews) => void;
  /** A form waits until the lines it is about are saved. */
  inTurn: InTurn;
};

/** A small form about one why. It works before its script loads; with it, the tree takes in what the deed changed. */
export function WhyForm({
  action,
  context,
  whyId,
  label,
  children,
}: {
  action: TreeAction;
  context: PanelContext;
  whyId?: string;
  label: string;
  children: ReactNode;
}) {
  const onDone = ({ result }: Outcome<TreeNews>) => result && context.onNews(result);
  return (
    <ActionForm<TreeNews>
      action={action.bind(null, context.workspace)}
      className="form"
      label={label}
      onDone={onDone}
      inTurn={context.inTurn}
    >
      <input type="hidden" name="treeId" value={context.treeId} />
      {whyId && <input type="hidden" name="whyId" value={whyId} />}
      <KeptTyping of={`${context.treeId} ${whyId ?? "problem"} ${label}`} />
      {children}
    </ActionForm>
  );
}

/** What opens a folded part of the panel. */
export function Folded({ children }: { children: ReactNode }) {
  return (
    <summary>
      <Icon name="right" />
      {children}
    </summary>
  );
}

export const choicesOf = <Code extends string>(words: Record<Code, string>, codes?: readonly Code[]) =>
  (codes ?? (Object.keys(words) as Code[])).map((value) => ({ value, label: words[value] }));
