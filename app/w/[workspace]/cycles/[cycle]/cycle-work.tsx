import { ActionForm } from "@/app/_ui/form";
import { FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { SectionTitle } from "@/app/_ui/section-title";
import type { Listed } from "@/lib/cycles/cycle-improvements";
import { stuckBecause } from "@/lib/cycles/huddle-view";
import { isOpenPhase } from "@/lib/improvements/pdca";
import { carryOverDecisionWords, phaseWords, verdictWords } from "@/lib/text/words";
import { SideMark } from "../../history";
import { Folded } from "../../improvements/folded";
import { dayWords } from "../../improvements/words";
import { chooseImprovementAction, letImprovementGoAction } from "../actions";
import { timesWords } from "../words";
import type { CycleContext } from "./cycle-context";
import { stuckWords } from "./stuck-words";

type CycleWorkProps = {
  context: CycleContext;
  work: Listed;
  choosable: { id: string; title: string; owner: string | null }[];
};

/** The improvements that serve the objectives: where each stands, what is stuck, what was decided at the end. */
export function CycleWork({ context, work: { improvements, total }, choosable }: CycleWorkProps) {
  const { cycle, workspace, relationship, reader, mayWrite } = context;
  const mayChoose = mayWrite && (cycle.phase === "committed" || cycle.phase === "running");
  return (
    <section className="block" aria-label="Improvements">
      <SectionTitle n={total || undefined}>Improvements of this cycle</SectionTitle>
      {improvements.length === 0 && <p className="note pt-3">None was chosen yet.</p>}
      {total > improvements.length && (
        <p className="note pt-3">
          The first {improvements.length} of {total} are shown; all that are open stand on the board.
        </p>
      )}
      <ul className="cycle-work">
        {improvements.map((one) => {
          const stuck = stuckBecause(one, reader.today);
          return (
            <li key={one.id}>
              <div className="min-w-0">
                <Link className="words title-link" href={`/w/${workspace}/improvements/${one.id}`}>
                  {one.title}
                </Link>
                <p className="note">
                  {one.ownerName && (
                    <>
                      <SideMark relationship={relationship} teamId={one.ownerTeamId} /> {one.ownerName} ·{" "}
                    </>
                  )}
                  since {dayWords(one.createdOn, reader)}
                  {one.carriedOver > 0 && ` · ${timesWords(one.carriedOver)}`}
                  {one.cameBackOn && ` · came back on ${dayWords(one.cameBackOn, reader)}`}
                  {one.decision && ` · ${carryOverDecisionWords[one.decision].toLowerCase()}`}
                  {one.reason && `: ${one.reason}`}
                  {one.sponsor && ` (${one.sponsor})`}
                </p>
              </div>
              <p className="how-it-stands">
                {phaseWords[one.phase]}
                {one.verdict && <span className="note own-line">{verdictWords[one.verdict].toLowerCase()}</span>}
                {stuck && <b className="own-line">{stuckWords(stuck)}</b>}
              </p>
              {mayChoose && isOpenPhase(one.phase) && (
                <ActionForm action={letImprovementGoAction.bind(null, workspace)} label={`Let “${one.title}” go`}>
                  <input type="hidden" name="cycleId" value={cycle.id} />
                  <input type="hidden" name="improvementId" value={one.id} />
                  <SubmitButton variant="plain" small>
                    Let go
                  </SubmitButton>
                </ActionForm>
              )}
            </li>
          );
        })}
      </ul>
      {mayChoose && choosable.length > 0 && (
        <ActionForm
          action={chooseImprovementAction.bind(null, workspace)}
          className="mt-3"
          label="Choose an improvement"
        >
          <input type="hidden" name="cycleId" value={cycle.id} />
          <Folded summary="Choose an improvement for this cycle" open={improvements.length === 0}>
            <FormSelect
              label="Which one?"
              name="improvementId"
              nothing="Choose from the board"
              options={choosable.map(({ id, title, owner }) => ({
                value: id,
                label: owner ? `${title} (${owner})` : title,
              }))}
            />
            <div className="buttons">
              <SubmitButton variant="edged">Take it in</SubmitButton>
            </div>
          </Folded>
        </ActionForm>
      )}
    </section>
  );
}
