import { Button } from "@/app/_ui/button";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { isOpenPhase } from "@/lib/improvements/pdca";
import { blockImprovementAction, unblockImprovementAction } from "../actions";
import { blockedFor } from "../words";
import type { DeedProps } from "./deed";
import { DeedForm } from "./deed-form";

/** That it cannot go on, since when and what it waits for. */
export function Blocked({ context, brief }: DeedProps) {
  const { improvement, workspace, reader, mayWork } = context;
  const { blockedReason, blockedAt } = improvement;
  if (!blockedReason || !blockedAt) return null;
  return (
    <section className={brief ? undefined : "block"} aria-label="Blocked">
      <p className="stuck">
        <b>{blockedFor(blockedAt, reader)}</b>: {blockedReason}
      </p>
      {mayWork && (
        <DeedForm action={unblockImprovementAction} {...{ workspace, improvement }} label="It goes on" onlyAsSeen>
          <div className="buttons">
            <SubmitButton small>It goes on</SubmitButton>
          </div>
        </DeedForm>
      )}
    </section>
  );
}

/** Marks it as blocked, or says better what it waits for. */
export function BlockForm({ context: { workspace, improvement } }: DeedProps) {
  if (!isOpenPhase(improvement.phase)) return null;
  const { blockedReason } = improvement;
  const summary = blockedReason ? "What it waits for" : "It is blocked";
  return (
    <DeedForm action={blockImprovementAction} {...{ workspace, improvement }} label="Blocked" folded={summary}>
      <FormTextArea label="What it waits for" name="reason" rows={2} defaultValue={blockedReason ?? ""} words />
      <div className="buttons">
        <Button type="submit">{blockedReason ? "Keep this" : "Mark it as blocked"}</Button>
      </div>
    </DeedForm>
  );
}
