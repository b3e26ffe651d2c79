import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { Link } from "@/app/_ui/link";
import { When } from "@/app/_ui/when";
import type { Asked } from "@/lib/incidents/asking";
import type { Statement } from "@/lib/incidents/incident-page";
import type { Side } from "@/lib/teams/sides";
import { askForPerspectiveAction } from "../actions";
import { PerspectiveForm } from "./perspectives";

type AskFirstProps = {
  workspace: string;
  incident: Statement;
  /** The sides that have not told yet. */
  silent: readonly Side[];
  asks: Asked[];
  /** The reader's own side, if they may tell; undefined too while its field is open above. */
  own: Side | undefined;
  reader: { locale: string; timeZone: string };
};

/** Before anybody asks why, each side tells how it looked. A hint: the tree can be opened all the same. */
export function AskFirst({ workspace, incident, silent, asks, own, reader }: AskFirstProps) {
  const here = `/w/${workspace}/incidents/${incident.id}`;
  return (
    <div className="ask-seats">
      <p className="note">
        First, how did it look from each seat? Once a tree is drawn, people see it through the tree.
      </p>
      {silent.map((side) =>
        side.id === own?.id ? (
          <PerspectiveForm key={side.id} {...{ workspace, incident, side, here }} told={undefined} inPassing />
        ) : (
          <AskThem key={side.id} {...{ workspace, incident, side, reader }} asks={asks} />
        ),
      )}
      <p className="note">
        <Link className="link" href={`${here}?open=1#why`}>
          Open a tree anyway
        </Link>
      </p>
    </div>
  );
}

type AskThemProps = Pick<AskFirstProps, "workspace" | "incident" | "asks" | "reader"> & { side: Side };

function AskThem({ workspace, incident, side, asks, reader }: AskThemProps) {
  const asked = asks.find(({ sideId }) => sideId === side.id);
  if (asked) {
    return (
      <p className="note">
        {asked.by} asked {side.name}, <When at={asked.at} now={new Date()} {...reader} />. The question stands on Today
        for everyone of {side.name}.
      </p>
    );
  }
  return (
    <ActionForm action={askForPerspectiveAction.bind(null, workspace)} className="ask-them" label={`Ask ${side.name}`}>
      <input type="hidden" name="incidentId" value={incident.id} />
      <input type="hidden" name="sideId" value={side.id} />
      <p>{side.name} has not told yet how it looked from their seat.</p>
      <Button type="submit">Ask {side.name}</Button>
    </ActionForm>
  );
}
