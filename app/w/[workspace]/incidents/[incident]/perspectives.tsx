import { v7 } from "uuid";
import { ButtonLink } from "@/app/_ui/button";
import { dayOf, formatDay } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { KeptTyping, UnsentWords } from "@/app/_ui/kept-typing";
import { Link } from "@/app/_ui/link";
import { Mark } from "@/app/_ui/mark";
import { RowId } from "@/app/_ui/row-id";
import type { Member } from "@/lib/access/member";
import type { FoundIncident, Statement } from "@/lib/incidents/incident-page";
import type { Side } from "@/lib/teams/sides";
import { Overtaken } from "../../improvements/overtaken";
import { writePerspectiveAction } from "../actions";

type Perspective = FoundIncident["perspectives"][number];
type PerspectivesProps = {
  workspace: string;
  incident: Statement;
  perspectives: Perspective[];
  member: Member;
  mayTell: boolean;
  /** The member's own column is open for writing. */
  writing: boolean;
  reader: { locale: string; timeZone: string };
};

/** How it looked from each seat, side by side. A side that has not told shows an empty column, never nothing. */
export function Perspectives(props: PerspectivesProps) {
  const { workspace, incident, perspectives, member, mayTell, writing, reader } = props;
  const here = `/w/${workspace}/incidents/${incident.id}`;
  return (
    <section className="block two" id="perspectives" aria-label="Perspectives">
      {incident.relationship.sides.map((side) => {
        const told = perspectives.find(({ sideId }) => sideId === side.id);
        const isOwn = mayTell && side.id === member.teamId;
        return (
          <div key={side.id} className={`perspective perspective-${side.place}`}>
            <header>
              <Mark side={side.place} letter={side.letter} name={side.name} />
              <b>{side.name}</b>
              {told && (
                <span>
                  {told.by}, {formatDay(dayOf(told.writtenAt, reader.timeZone), reader.locale, "long")}
                </span>
              )}
            </header>
            {isOwn && writing ? (
              <PerspectiveForm {...{ workspace, incident, side, told, here }} />
            ) : told ? (
              <>
                <blockquote>{told.text}</blockquote>
                {isOwn && (
                  <Link className="link again" href={`${here}?write=1#perspectives`}>
                    Reword
                  </Link>
                )}
                {isOwn && (
                  <UnsentWords of={perspectiveOf(incident.id, side.id)} href={`${here}?write=1#perspectives`} />
                )}
              </>
            ) : (
              <div className="unsaid">
                <p>{side.name} has not told yet how it looked from their seat.</p>
                {isOwn && (
                  <ButtonLink href={`${here}?write=1#perspectives`}>Write the {side.name} perspective</ButtonLink>
                )}
              </div>
            )}
          </div>
        );
      })}
    </section>
  );
}

const perspectiveOf = (incidentId: string, sideId: string) => `perspective ${incidentId} ${sideId}`;

type PerspectiveFormProps = {
  workspace: string;
  incident: Statement;
  side: Side;
  told: Perspective | undefined;
  here: string;
  /** Beside something else: it does not take the focus, and there is nothing to leave. */
  inPassing?: boolean;
};

export function PerspectiveForm({ workspace, incident, side, told, here, inPassing }: PerspectiveFormProps) {
  const label = `How did it look from ${side.name}?`;
  return (
    <ActionForm action={writePerspectiveAction.bind(null, workspace)} className="form" label={label}>
      <RowId first={v7()} />
      <KeptTyping of={perspectiveOf(incident.id, side.id)} />
      <input type="hidden" name="incidentId" value={incident.id} />
      <Overtaken version={told?.version ?? ""} here={here} fields={[{ name: "text", label: "By your side" }]} />
      <FormTextArea
        label={label}
        name="text"
        rows={inPassing ? 3 : 6}
        words
        defaultValue={told?.text}
        autoFocus={!inPassing}
      />
      <div className="buttons">
        <SubmitButton>Keep it</SubmitButton>
        {!inPassing && <ButtonLink href={here}>Leave it</ButtonLink>}
      </div>
    </ActionForm>
  );
}
