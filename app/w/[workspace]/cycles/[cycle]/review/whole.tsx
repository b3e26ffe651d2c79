import type { ReactNode } from "react";
import { ActionForm } from "@/app/_ui/form";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { SectionTitle } from "@/app/_ui/section-title";
import type { CycleImprovement, Listed } from "@/lib/cycles/cycle-improvements";
import type { Review } from "@/lib/cycles/queries";
import { directionWords } from "@/lib/text/words";
import { Overtaken } from "../../../improvements/overtaken";
import { dayWords } from "../../../improvements/words";
import { reviewYearAction } from "../../actions";
import type { CycleContext } from "../cycle-context";
import type { Records } from "./page";

type WholeProps = {
  context: CycleContext;
  reviews: Review[];
  records: Records;
};

/** Four questions to the whole; beside each stands what the records say by themselves. */
export function Whole({ context, reviews, records: { verified, judged, cameBack, pressures } }: WholeProps) {
  const { workspace, cycle, reader, mayWrite, here } = context;
  const whole = reviews.find(({ kind }) => kind === "annual");
  const moved = pressures.filter(
    ({ strength, direction, lastStrength, lastDirection }) =>
      strength !== null && lastStrength !== null && (strength !== lastStrength || direction !== lastDirection),
  );
  const named = ({ improvements, total }: Listed, on: (one: CycleImprovement) => string | null) => (
    <ul>
      {improvements.map((one) => (
        <li key={one.id}>
          <Link className="title-link" href={`/w/${workspace}/improvements/${one.id}`}>
            {one.title}
          </Link>
          , {dayWords(on(one) ?? "", reader)}
        </li>
      ))}
      {total > improvements.length && <li>and {total - improvements.length} more</li>}
    </ul>
  );
  if (!mayWrite) return null;
  return (
    <section className="block" aria-label="The whole">
      <SectionTitle>The whole</SectionTitle>
      <ActionForm
        action={reviewYearAction.bind(null, workspace)}
        className="four-questions"
        label="Review of the whole"
      >
        <input type="hidden" name="cycleId" value={cycle.id} />
        <Overtaken
          version={whole?.version ?? ""}
          here={`${here}/review`}
          fields={[
            { name: "verified", label: "What was verified" },
            { name: "cameBack", label: "What came back" },
            { name: "learned", label: "What was learned" },
            { name: "pressuresMoved", label: "Which pressures moved" },
          ]}
        />
        <Beside
          field={<FormTextArea label="What was verified" name="verified" defaultValue={whole?.verified ?? ""} words />}
          label={`Found effective: ${verified.total} of ${judged} judged`}
        >
          {named(verified, ({ verdictOn }) => verdictOn)}
        </Beside>
        <Beside
          field={<FormTextArea label="What came back" name="cameBack" defaultValue={whole?.cameBack ?? ""} words />}
          label={cameBack.total === 0 ? "No recurrence was recorded" : `Came back: ${cameBack.total}`}
        >
          {named(cameBack, ({ cameBackOn }) => cameBackOn)}
        </Beside>
        <Beside
          field={<FormTextArea label="What was learned" name="learned" defaultValue={whole?.learned ?? ""} words />}
          label="About the work, and about working together"
        />
        <Beside
          field={
            <FormTextArea
              label="Which pressures moved"
              name="pressuresMoved"
              defaultValue={whole?.pressuresMoved ?? ""}
              words
            />
          }
          label={moved.length === 0 ? "As the scans read them, none did" : "As the scans read them"}
        >
          <ul>
            {moved.map((one) => (
              <li key={one.id}>
                {one.title}: {one.lastStrength}, then {one.strength}
                {one.direction && `, ${directionWords[one.direction]}`}
              </li>
            ))}
          </ul>
        </Beside>
        <div className="buttons">
          <SubmitButton>Keep the review</SubmitButton>
        </div>
      </ActionForm>
    </section>
  );
}

function Beside({ field, label, children }: { field: ReactNode; label: string; children?: ReactNode }) {
  return (
    <div className="beside">
      {field}
      <div className="note">
        <p>{label}</p>
        {children}
      </div>
    </div>
  );
}
