import type { ReactNode } from "react";
import type { MemberAction } from "@/app/_server/member-action";
import { ActionForm } from "@/app/_ui/form";
import { Folded } from "../folded";
import { Overtaken } from "../overtaken";

type DeedFormProps = {
  action: MemberAction<void>;
  workspace: string;
  improvement: { id: string; version: number };
  label: string;
  children: ReactNode;
  /** The deed is right only on what was seen: sending it again after a conflict needs the page anew. */
  onlyAsSeen?: boolean;
  /** The form is folded away under these words. */
  folded?: string;
};

/** A form for one deed on an improvement; it names the version it was decided on. */
export function DeedForm({ action, workspace, improvement, label, children, onlyAsSeen, folded }: DeedFormProps) {
  return (
    <ActionForm action={action.bind(null, workspace)} className={folded ? undefined : "form"} label={label}>
      <input type="hidden" name="improvementId" value={improvement.id} />
      {onlyAsSeen ? (
        <input type="hidden" name="version" value={improvement.version} />
      ) : (
        <Overtaken version={improvement.version} />
      )}
      {folded ? <Folded summary={folded}>{children}</Folded> : children}
    </ActionForm>
  );
}
