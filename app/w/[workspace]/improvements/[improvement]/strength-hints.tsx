import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormTextArea } from "@/app/_ui/form-fields";
import type { WeakCause } from "@/lib/root-causes/weak-reason";
import { giveWeakReasonAction } from "../../root-causes/actions";
import { Folded } from "../folded";
import type { DetailContext } from "./detail-context";

/** Where all that is done about a root cause is weak: something stronger, or a reason in writing (method 2.4). */
export function StrengthHints({ context: { improvement, workspace, mayWork } }: { context: DetailContext }) {
  return improvement.weak.map((cause) => (
    <WeakHint
      key={cause.id}
      {...{ workspace, cause, mayWork }}
      text={improvement.actsOn.find(({ id }) => id === cause.id)?.text}
    />
  ));
}

type WeakHintProps = { workspace: string; cause: WeakCause; mayWork: boolean; text?: string };

export function WeakHint({ workspace, cause: { id, weakReason }, mayWork, text }: WeakHintProps) {
  const about = text ? `“${text}”` : "it";
  return (
    <section className="block" aria-label="Strength">
      {weakReason ? (
        <p className="note">
          Nothing stronger than a reminder is done about {about}: <span className="words">{weakReason}</span>
        </p>
      ) : (
        <p className="stuck">
          Only weak improvements act on {about}: training, reminders, double checks. Plan one that makes the right way
          the easy way, or say why not.
        </p>
      )}
      {mayWork && (
        <ActionForm action={giveWeakReasonAction.bind(null, workspace)} label="Why nothing stronger">
          <Folded summary={weakReason ? "Change the reason" : "Say why nothing stronger is done"}>
            <input type="hidden" name="rootCauseId" value={id} />
            <FormTextArea label="Why not" name="weakReason" rows={2} defaultValue={weakReason ?? ""} words />
            <div className="buttons">
              <Button type="submit">Keep the reason</Button>
            </div>
          </Folded>
        </ActionForm>
      )}
    </section>
  );
}
