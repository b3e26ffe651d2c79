import { Fragment } from "react";
import { ButtonLink } from "@/app/_ui/button";
import { disputedBy, readAloud, standingReadBack } from "@/lib/causes/read-back";
import { isAgreed, readingPaths } from "@/lib/causes/reading-paths";
import type { Reading } from "./reading";
import { stepAddress } from "./step-address";

/** The path as one sentence, and how far the two sides are with it. */
export function Whole({ workspace, treeId, index, path, sides }: Reading) {
  const words = readAloud([...path.whys.map(({ text }) => text), index.tree.problem]);
  const tree = `/w/${workspace}/causes/${treeId}`;
  const first = path.whys.at(-1);
  const next = readingPaths(index).find((other) => other.end !== path.end && !isAgreed(other));
  return (
    <>
      <p className="reading-progress">
        The whole path{" "}
        <span>
          {path.agreed} of {path.whys.length} agreed by both sides
        </span>
      </p>
      <h1 className="reading whole">
        {words.map(({ text, link }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the path is read in order and has no other key
          <Fragment key={at}>
            {text}
            {link === "." ? "." : <>, {<i>therefore</i>} </>}
          </Fragment>
        ))}
      </h1>
      <ul className="reading-standing">
        {sides.map(({ id, name }) => {
          const unsaid = path.whys.filter((why) => !standingReadBack(index, why, id)).length;
          const disputed = path.whys.filter((why) => disputedBy(index, why).some(({ sideId }) => sideId === id)).length;
          return <li key={id}>{`${name} ${standing(path.whys.length, unsaid, disputed)}`}</li>;
        })}
      </ul>
      <nav className="buttons reading-steps" aria-label="Steps">
        {first && (
          <ButtonLink href={`${tree}/read-back${stepAddress(path.end.id, first.id)}`} data-key="ArrowLeft">
            Back
          </ButtonLink>
        )}
        {next ? (
          <ButtonLink href={`${tree}/read-back${stepAddress(next.end.id, next.end.id)}`} data-key="ArrowRight">
            Next path
          </ButtonLink>
        ) : (
          <ButtonLink href={tree}>To the cause tree</ButtonLink>
        )}
      </nav>
    </>
  );
}

const steps = (count: number) => (count === 1 ? "one step" : `${count} steps`);

function standing(all: number, unsaid: number, disputed: number): string {
  if (unsaid === 0 && disputed === 0) return "agrees with the whole path.";
  const open = unsaid > 0 && (unsaid === all ? "has not answered yet" : `has not answered ${steps(unsaid)} yet`);
  return `${[disputed > 0 && `disputes ${steps(disputed)}`, open].filter(Boolean).join(" and ")}.`;
}
