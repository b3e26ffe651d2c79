import { Button, ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import type { TreeChoice } from "@/lib/causes/finding-trees";
import type { TreeOutline } from "@/lib/incidents/tree-outlines";
import { linkTreeAction, unlinkTreeAction } from "../../causes/link-actions";

/** What was looked for, and what was found. */
export type TreeSearch = { words: string; choices: TreeChoice[] };

type MoreTreesProps = {
  workspace: string;
  incidentId: string;
  trees: TreeOutline[];
  mayLink: boolean;
  search: TreeSearch | undefined;
};

/** A tree that stands may serve this incident, too; two that were drawn apart are compared. */
export function MoreTrees({ workspace, incidentId, trees, mayLink, search }: MoreTreesProps) {
  const here = `/w/${workspace}/incidents/${incidentId}`;
  const [one, other] = pairToCompare(trees);
  return (
    <div className="more-trees" id="trees">
      {mayLink && !search && (
        <Link className="link" href={`${here}?tree=#trees`}>
          Link a cause tree that stands
        </Link>
      )}
      {one && other && (
        <Link className="link" href={`/w/${workspace}/causes/compare?a=${one.id}&b=${other.id}`}>
          Compare two of its trees
        </Link>
      )}
      {mayLink && search && <LinkTree {...{ workspace, incidentId, here, search }} />}
    </div>
  );
}

/** Those that the sides drew apart, else the first two. */
function pairToCompare(trees: TreeOutline[]): (TreeOutline | undefined)[] {
  const one = trees.find(({ apartSideId }) => apartSideId) ?? trees[0];
  const apart = trees.find(({ apartSideId }) => apartSideId && apartSideId !== one?.apartSideId);
  return [one, apart ?? trees.find(({ id }) => id !== one?.id)];
}

type LinkTreeProps = { workspace: string; incidentId: string; here: string; search: TreeSearch };

function LinkTree({ workspace, incidentId, here, search: { words, choices } }: LinkTreeProps) {
  return (
    <div className="form">
      <form action={`${here}#trees`} className="fields">
        <div className="field">
          <label htmlFor="standing-tree">Find a cause tree by its problem</label>
          <input className="input" type="search" id="standing-tree" name="tree" defaultValue={words} maxLength={200} />
        </div>
        <div className="buttons self-end">
          <Button type="submit">Find</Button>
          <ButtonLink href={here}>Leave it</ButtonLink>
        </div>
      </form>
      {choices.length === 0 ? (
        <p className="note">
          {words ? "No tree of this relationship has these words." : "There is no other tree in this relationship yet."}
        </p>
      ) : (
        <ActionForm
          action={linkTreeAction.bind(null, workspace)}
          className="form"
          label="Link a cause tree that stands"
        >
          <input type="hidden" name="incidentId" value={incidentId} />
          <FormChoices
            label={words ? "Found" : "The latest first"}
            name="treeId"
            options={choices.map(({ id, problem, whys, isSettled }) => ({
              value: id,
              label: <span className="serif">{problem}</span>,
              note: `${whys === 1 ? "1 why" : `${whys} whys`}${isSettled ? ", settled" : ""}`,
            }))}
          />
          <div className="buttons">
            <SubmitButton variant={undefined}>Link this tree</SubmitButton>
          </div>
        </ActionForm>
      )}
    </div>
  );
}

/** Takes the tree away from this incident; it goes on serving the others. */
export function UnlinkTree({ workspace, incidentId, treeId }: Record<"workspace" | "incidentId" | "treeId", string>) {
  return (
    <ActionForm action={unlinkTreeAction.bind(null, workspace)} className="unlink-tree">
      <input type="hidden" name="incidentId" value={incidentId} />
      <input type="hidden" name="treeId" value={treeId} />
      <SubmitButton variant="plain" small>
        Unlink
      </SubmitButton>
    </ActionForm>
  );
}
