import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormSelect } from "@/app/_ui/form-fields";
import { Severity } from "@/app/_ui/severity";
import type { YearSeverity } from "@/lib/root-causes/severities";
import { Folded } from "../../improvements/folded";
import { Overtaken } from "../../improvements/overtaken";
import { rateRootCauseAction } from "../actions";

type SeveritiesProps = {
  workspace: string;
  rootCauseId: string;
  severities: YearSeverity[];
  year: number; // this one
  mayRate: boolean;
  here: string;
};

const degrees = ["1, it hardly shows", "2, it costs time", "3, it costs customers or money", "4, it stops the work"];

/** How bad it is, year by year: the same cause weighs differently as markets move. */
export function Severities({ workspace, rootCauseId, severities, year, mayRate, here }: SeveritiesProps) {
  if (severities.length === 0 && !mayRate) return null;
  const now = severities.find((each) => each.year === year);
  return (
    <section>
      <h2>Severity by year</h2>
      {severities.length > 0 && (
        <ul className="mini">
          {severities.map((each) => (
            <li key={each.year} className="grid-cols-[auto_auto_minmax(0,1fr)]">
              <span className="num">{each.year}</span>
              <Severity of={each.severity} />
              {each.note && <span className="serif">{each.note}</span>}
            </li>
          ))}
        </ul>
      )}
      {mayRate && (
        <ActionForm action={rateRootCauseAction.bind(null, workspace)} label={`Severity in ${year}`}>
          <Folded summary={now ? `Rate ${year} anew` : `Rate ${year}`}>
            <input type="hidden" name="rootCauseId" value={rootCauseId} />
            <input type="hidden" name="year" value={year} />
            <Overtaken
              name="ratedVersion"
              version={now?.version ?? ""}
              here={here}
              fields={[
                { name: "severity", label: "Severity" },
                { name: "note", label: "Why" },
              ]}
            />
            <FormSelect
              label="How bad is it?"
              name="severity"
              nothing="nobody has said"
              options={degrees.map((label, place) => ({ value: String(place + 1), label }))}
              defaultValue={String(now?.severity ?? "")}
            />
            <FormField label="Why" name="note" defaultValue={now?.note ?? undefined} maxLength={2000} words />
            <div className="buttons">
              <Button type="submit">Keep this</Button>
            </div>
          </Folded>
        </ActionForm>
      )}
    </section>
  );
}
