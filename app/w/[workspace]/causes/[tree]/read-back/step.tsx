import { ButtonLink } from "@/app/_ui/button";
import { Link } from "@/app/_ui/link";
import { Sign, Signs } from "@/app/_ui/signs";
import type { TreeWhy } from "@/lib/causes/cause-tree";
import { readAloud, standingReadBack } from "@/lib/causes/read-back";
import { Answers } from "./answers";
import type { Reading } from "./reading";
import { stepAddress } from "./step-address";

/** One step: "this, therefore the line above", large enough to be read aloud, and what each side says to it. */
export function Step(reading: Reading & { line: TreeWhy }) {
  const { workspace, treeId, index, path, line, sides } = reading;
  const at = path.whys.indexOf(line);
  const above = path.whys[at + 1];
  const [from, to] = readAloud([line.text, above?.text ?? index.tree.problem]);
  const page = `/w/${workspace}/causes/${treeId}/read-back`;
  const before = path.whys[at - 1];
  const agreed = `${path.agreed} of ${path.whys.length} agreed by both sides`;
  return (
    <>
      <p className="reading-progress">
        Step {at + 1} of {path.whys.length} <span>{agreed}</span>
      </p>
      <progress max={path.whys.length} value={path.agreed} aria-label={agreed} />
      <h1 className="reading">
        {from?.text}, <i>therefore</i> {to?.text}.
      </h1>
      <Answers {...reading} onId={above?.id ?? null} />
      <nav className="buttons reading-steps" aria-label="Steps">
        {before && (
          <ButtonLink href={`${page}${stepAddress(path.end.id, before.id)}`} data-key="ArrowLeft">
            Back
          </ButtonLink>
        )}
        <ButtonLink href={`${page}${stepAddress(path.end.id, above?.id ?? null)}`} data-key="ArrowRight">
          {above ? "Next step" : "Read the whole path"}
        </ButtonLink>
      </nav>
      <ol className="reading-path" aria-label="The path">
        {path.whys.map((why) => (
          <li key={why.id} aria-current={why === line ? "step" : undefined}>
            <Link href={`${page}${stepAddress(path.end.id, why.id)}`}>{why.text}</Link>
            <Signs>
              {sides.map((side) => (
                <Sign
                  key={side.id}
                  side={side.place}
                  letter={side.letter}
                  team={side.name}
                  state={signs[standingReadBack(index, why, side.id)?.answer ?? "none"]}
                />
              ))}
            </Signs>
          </li>
        ))}
        <li className="reading-problem">{index.tree.problem}</li>
      </ol>
    </>
  );
}

const signs = { agrees: "yes", disputes: "no", none: "open" } as const;
