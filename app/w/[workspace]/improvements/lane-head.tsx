import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormField } from "@/app/_ui/form-fields";
import { may } from "@/lib/access/policy";
import type { BoardLane } from "@/lib/improvements/queries";
import { phaseWords } from "@/lib/text/words";
import type { BoardProps } from "./board";
import { limitLaneAction } from "./board-actions";
import { Folded } from "./folded";

type LaneHeadProps = Pick<BoardProps, "workspace" | "address" | "held" | "limits" | "relationship" | "member"> & {
  lane: BoardLane;
};

/** What a lane is called and how many it holds; behind it, for a lead, how many it is wanted to hold. */
export function LaneHead({ workspace, address, held, limits, relationship, member, lane }: LaneHeadProps) {
  const { phase, of } = lane;
  const most = relationship && limits[phase];
  const holds = held[phase];
  const isOver = most !== undefined && holds > most;
  const mayLimit = relationship && !address.wall && may(member.role, "lane:limit");
  return (
    <header className="lane-head">
      <h2 id={`lane-${phase}`}>
        {phaseWords[phase]}{" "}
        <span className={isOver ? "n over" : "n"}>
          {of === holds ? "" : `${of} shown, `}
          {most === undefined ? (of === holds ? holds : `${holds} in all`) : `${holds} of ${most}`}
        </span>
      </h2>
      {isOver && <p className="over">More than you want here. What could be finished first?</p>}
      {mayLimit && (
        <ActionForm action={limitLaneAction.bind(null, workspace)} label={`Limit of ${phaseWords[phase]}`}>
          <Folded summary={most === undefined ? "Set a limit" : "Limit"}>
            <input type="hidden" name="relationshipId" value={relationship.id} />
            <input type="hidden" name="phase" value={phase} />
            <FormField
              label="At most"
              name="most"
              inputMode="numeric"
              defaultValue={most ?? ""}
              help="A full lane asks; it stops nobody. Empty: any number."
            />
            <div className="buttons">
              <Button type="submit" small>
                Keep the limit
              </Button>
            </div>
          </Folded>
        </ActionForm>
      )}
    </header>
  );
}
