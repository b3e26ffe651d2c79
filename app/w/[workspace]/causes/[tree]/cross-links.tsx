"use client";

import { Button } from "@/app/_ui/button";
import type { WhyChoice } from "@/lib/causes/finding-trees";
import { inShort } from "@/lib/causes/gates";
import type { PointingWhy } from "@/lib/causes/pointing";
import { Folded } from "./panel-forms";

/** What leads into the whys of this tree, and what was found in others to lead to. */
export type CrossLinks = { pointing: PointingWhy[]; found: { words: string; choices: WhyChoice[] } | undefined };

export const whyAddress = (workspace: string, treeId: string, whyId: string) =>
  `/w/${workspace}/causes/${treeId}?why=${whyId}`;

type SaidElsewhereProps = { workspace: string; whyId: string; pointing: PointingWhy[] };

/** The other ends of the cross-links that lead to this why. */
export function SaidElsewhere({ workspace, whyId, pointing }: SaidElsewhereProps) {
  return pointing
    .filter(({ sameAsId }) => sameAsId === whyId)
    .map(({ id, treeId, text, problem }) => (
      <p className="note" key={id}>
        The same is said in {inShort(problem)}:{" "}
        <a className="link" href={whyAddress(workspace, treeId, id)}>
          {inShort(text, 120)}
        </a>
      </p>
    ));
}

/** Looks for a why in other trees by its words; what is found can be chosen above. Works as a plain form, too. */
export function FindElsewhere({ whyId, found }: { whyId: string } & Pick<CrossLinks, "found">) {
  return (
    <details className="folded" open={found !== undefined}>
      <Folded>The same as a why in another tree?</Folded>
      <form className="form" aria-label="Find in other trees">
        <input type="hidden" name="why" value={whyId} />
        <div className="field">
          <label htmlFor="same-words">Words of that why</label>
          <input
            className="input"
            type="search"
            id="same-words"
            name="same"
            defaultValue={found?.words}
            maxLength={200}
            required
          />
        </div>
        {found && (
          <p className="note">
            {found.choices.length === 0
              ? "No why of another tree has these words."
              : `${found.choices.length} found: choose one above, where it says the same.`}
          </p>
        )}
        <div className="buttons">
          <Button type="submit" small>
            Find in other trees
          </Button>
        </div>
      </form>
    </details>
  );
}
