import { dayOf } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { SectionTitle } from "@/app/_ui/section-title";
import type { CameBack } from "@/lib/improvements/follow-through";
import { seeRecurrenceAction } from "../actions";
import { dayWords, tryWords } from "../words";
import type { DetailContext } from "./detail-context";

/** What came back although it was in place; whoever is told of it says that they have seen it. */
export function CameBackList({ context }: { context: DetailContext }) {
  const { improvement, workspace } = context;
  const { cameBack } = improvement.follow;
  if (cameBack.length === 0) return null;
  const isNews = cameBack.some(({ toldAt, seenAt }) => toldAt !== null && seenAt === null);
  return (
    <section className="block" id="came-back">
      <SectionTitle n={cameBack.length}>It came back</SectionTitle>
      <ul className="mt-3 grid gap-3">
        {cameBack.map((one) => (
          <li key={one.id}>
            <CameBackWords {...{ one, context }} />
          </li>
        ))}
      </ul>
      {isNews && (
        <ActionForm action={seeRecurrenceAction.bind(null, workspace)} label="I have seen it" className="mt-3">
          <input type="hidden" name="improvementId" value={improvement.id} />
          <SubmitButton small variant="edged">
            I have seen it
          </SubmitButton>
        </ActionForm>
      )}
    </section>
  );
}

function CameBackWords({ one, context }: { one: CameBack; context: DetailContext }) {
  const { workspace, reader, timeZone } = context;
  const { sign, incidentId, incident, occurredOn, iteration, afterVerified, reopened, at } = one;
  const day = dayWords(occurredOn ?? dayOf(at, timeZone), reader);
  return (
    <>
      <p>
        {sign === "incident" && (
          <>
            <Link className="link" href={`/w/${workspace}/incidents/${incidentId}`}>
              {incident}
            </Link>
            , on {day}
          </>
        )}
        {sign === "sustain_check" && `The other side found on ${day} that the gain is lost`}
        {sign === "standard_review" && `The standard was found not to hold on ${day}`}
      </p>
      <p className="note">
        In the {tryWords(iteration)}
        {sign === "incident" && (afterVerified ? ", after it had been found effective" : ", before any verdict")}
        {reopened ? "; it went back to plan." : "."}
      </p>
    </>
  );
}
