import type { Outcome } from "@/app/_server/outcome";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import type { Statement } from "@/lib/incidents/incident-page";
import {
  closeIncidentAction,
  containOnlyAction,
  reopenIncidentAction,
  takeBackAction,
  withdrawIncidentAction,
} from "../actions";
import { FoldedForm } from "./folded-form";

type DeedsProps = { workspace: string; incident: Statement; isEnded: boolean; mayEnd: boolean };

/** Ending and reopening: the stages that only a person enters or leaves. Each says what it means before it is done. */
export function Deeds({ workspace, incident, isEnded, mayEnd }: DeedsProps) {
  const { id, stage, isMine } = incident;
  const early = stage === "reported" || stage === "analysing";
  const mayTakeBack = isMine && stage === "reported";
  if (!mayEnd && !mayTakeBack) return null;
  return (
    <section>
      <h2>{isEnded ? "Take it up again" : "End it"}</h2>
      <div className="grid gap-1 pt-1.5">
        {mayEnd && isEnded && (
          <Deed
            name="Reopen"
            help="It goes back to reported, or to analysis where it has a tree. The first closing stays known."
            reason="Why is it open again?"
            incidentId={id}
            action={reopenIncidentAction.bind(null, workspace)}
          />
        )}
        {mayEnd && !isEnded && (
          <Deed
            name="Close"
            help="Every tree is settled, and every root cause has an effective improvement."
            incidentId={id}
            action={closeIncidentAction.bind(null, workspace)}
          />
        )}
        {mayEnd && early && (
          <>
            <Deed
              name="Contained only"
              help="The harm is repaired; nobody will look for the cause."
              reason="Why is that enough?"
              incidentId={id}
              action={containOnlyAction.bind(null, workspace)}
            />
            <Deed
              name="Withdraw"
              help="It was no friction after all, or it stands here twice."
              reason="Why is it withdrawn?"
              incidentId={id}
              action={withdrawIncidentAction.bind(null, workspace)}
            />
          </>
        )}
        {!mayEnd && mayTakeBack && (
          <Deed
            name="Take it back"
            help="You logged it, and nothing has come of it yet."
            incidentId={id}
            action={takeBackAction.bind(null, workspace)}
          />
        )}
      </div>
    </section>
  );
}

type DeedProps<R> = {
  name: string;
  help: string;
  reason?: string; // asks for one
  incidentId: string;
  action: (last: Outcome<R>, form: FormData) => Promise<Outcome<R>>;
};

function Deed<R>({ name, help, reason, incidentId, action }: DeedProps<R>) {
  return (
    <FoldedForm<R> name={name} action={action}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <p className="note">{help}</p>
      {reason && <FormTextArea label={reason} name="reason" rows={2} words />}
      <div className="buttons">
        <SubmitButton variant={undefined}>{name}</SubmitButton>
      </div>
    </FoldedForm>
  );
}
