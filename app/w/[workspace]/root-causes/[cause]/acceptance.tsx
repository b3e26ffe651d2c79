import { Button } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormTextArea } from "@/app/_ui/form-fields";
import type { RootCause } from "@/lib/root-causes/queries";
import { Folded } from "../../improvements/folded";
import type { Reader } from "../../improvements/words";
import { acceptRootCauseAction, withdrawAcceptanceAction } from "../actions";

type AcceptanceProps = { workspace: string; cause: RootCause; mayAccept: boolean; reader: Reader };

/** Whether a sponsor accepts it, since mending costs more than recurring; with a day to look again. */
export function Acceptance({ workspace, cause, mayAccept, reader }: AcceptanceProps) {
  const { acceptedBy, acceptedReason, acceptedReviewOn } = cause;
  if (!acceptedBy && !mayAccept) return null;
  return (
    <section>
      <h2>Acceptance</h2>
      {acceptedBy && acceptedReviewOn && (
        <>
          <p className="note mt-2.5">
            {acceptedBy} accepts it.{" "}
            {acceptedReviewOn < reader.today ? (
              <strong>To be looked at again since {formatDay(acceptedReviewOn, reader.locale)}.</strong>
            ) : (
              `To be looked at again on ${formatDay(acceptedReviewOn, reader.locale)}.`
            )}
          </p>
          <p className="aloud">{acceptedReason}</p>
        </>
      )}
      {mayAccept && (
        <ActionForm action={acceptRootCauseAction.bind(null, workspace)} label="Acceptance by a sponsor">
          <Folded summary={acceptedBy ? "Look at it again" : "A sponsor accepts it"}>
            <input type="hidden" name="rootCauseId" value={cause.id} />
            <input type="hidden" name="version" value={cause.version} />
            <FormField label="Sponsor" name="sponsor" defaultValue={acceptedBy ?? undefined} maxLength={160} />
            <FormTextArea
              label="Why mending costs more than recurring"
              name="reason"
              rows={3}
              defaultValue={acceptedReason ?? undefined}
              maxLength={2000}
              words
            />
            <FormField
              label="Look at it again on"
              name="reviewOn"
              type="date"
              defaultValue={acceptedReviewOn ?? undefined}
            />
            <div className="buttons">
              <Button type="submit">Write it down</Button>
            </div>
          </Folded>
        </ActionForm>
      )}
      {mayAccept && acceptedBy && (
        <ActionForm action={withdrawAcceptanceAction.bind(null, workspace)} label="Take the acceptance back">
          <input type="hidden" name="rootCauseId" value={cause.id} />
          <input type="hidden" name="version" value={cause.version} />
          <div className="buttons pt-2">
            <Button type="submit" small>
              Take the acceptance back
            </Button>
          </div>
        </ActionForm>
      )}
    </section>
  );
}
