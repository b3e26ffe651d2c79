import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { centres, dispersions } from "@/db/terms";
import type { OfferedPeople } from "@/lib/teams/offering";
import type { Relationship } from "@/lib/teams/sides";
import { FindPeople } from "../../../find-people";
import { Folded } from "../../../improvements/folded";
import { Overtaken } from "../../../improvements/overtaken";
import { changeMeasureAction, removeMeasureAction } from "../actions";
import { LimitFields, MeasureFields, OwnerFields } from "../measure-fields";
import { valueWords, wantedWords } from "../words";
import type { MeasureContext } from "./measure-context";

type AboutProps = MeasureContext & { relationship: Relationship; offered: OfferedPeople | undefined };

/** What the measure is, and for whoever may, the way to change it or to take it away. */
export function AboutMeasure(props: AboutProps) {
  const { workspace, here, measure, reader, mayDefine, relationship, offered } = props;
  const people = offered?.people ?? [];
  const names = Object.fromEntries(people.map(({ id, name }) => [id, name]));
  const codes = (of: readonly string[]) => Object.fromEntries(of.map((code) => [code, code]));
  const [first, second] = relationship.sides;
  return (
    <section>
      <h2>What is counted</h2>
      <p className="aloud">{measure.definition}</p>
      {measure.target !== null && (
        <p className="note">Target: {valueWords(measure, measure.target, reader.locale)}. It is no limit.</p>
      )}
      {mayDefine && (
        <>
          {offered && <FindPeople offered={offered} home={here} />}
          <ActionForm
            action={changeMeasureAction.bind(null, workspace)}
            label="Change this measure"
            key={measure.version}
          >
            <Folded summary="Change it">
              <input type="hidden" name="measureId" value={measure.id} />
              <Overtaken
                version={measure.version}
                here={here}
                fields={[
                  { name: "name", label: "Name" },
                  { name: "definition", label: "What is counted" },
                  { name: "unit", label: "Unit" },
                  { name: "wanted", label: "Which way is better", words: wantedWords },
                  { name: "firstOwnerId", label: `Owner, ${first.name}`, words: names },
                  { name: "secondOwnerId", label: `Owner, ${second.name}`, words: names },
                  { name: "target", label: "Target" },
                  { name: "centre", label: "Middle line", words: codes(centres) },
                  { name: "dispersion", label: "Width of the limits from", words: codes(dispersions) },
                ]}
              />
              <MeasureFields measure={measure} />
              <OwnerFields {...{ relationship, people, measure }} />
              <LimitFields measure={measure} />
              <div className="buttons">
                <SubmitButton variant="edged">Keep the changes</SubmitButton>
              </div>
            </Folded>
          </ActionForm>
          <ActionForm action={removeMeasureAction.bind(null, workspace)} label="Take this measure away">
            <input type="hidden" name="measureId" value={measure.id} />
            <div className="buttons pt-2">
              <Button type="submit" small>
                Take it away
              </Button>
            </div>
          </ActionForm>
        </>
      )}
    </section>
  );
}
