import { Fragment } from "react";
import { Glyph, type GlyphName } from "@/app/_ui/icon";
import { Sign, Signs } from "@/app/_ui/signs";
import type { SheetLine, SheetTree } from "@/lib/a3/outline";
import type { Relationship } from "@/lib/teams/sides";
import { categoryWord, endingWords, statusWords } from "@/lib/text/words";
import { Part } from "./part";

type AnalysisProps = { trees: SheetTree[]; more: boolean; relationship: Relationship };

/** The whys as far as there is room, each with how it stands and both sides' answers. */
export function Analysis({ trees, more, relationship }: AnalysisProps) {
  const left = trees.reduce((sum, tree) => sum + tree.more, 0);
  const note = [...standing(trees), more && "more trees in the program"].filter(Boolean).join(", ");
  return (
    <Part title="Root-cause analysis" note={note}>
      {trees.length === 0 && <p className="p blank">No cause tree was opened yet.</p>}
      {trees.map((tree) => (
        <Fragment key={tree.id}>
          {trees.length > 1 && <p className="p problem">{tree.problem}</p>}
          <ul className="whys">
            {tree.lines.map((line) => (
              <Line key={line.id} line={line} relationship={relationship} />
            ))}
          </ul>
        </Fragment>
      ))}
      {left > 0 && <p className="rest">{left === 1 ? "1 more why" : `${left} more whys`} in the tree.</p>}
    </Part>
  );
}

/** What both sides have not agreed on yet, said above the whys. */
function standing(trees: SheetTree[]): string[] {
  const sum = (of: (tree: SheetTree) => number) => trees.reduce((total, tree) => total + of(tree), 0);
  const disputed = sum((tree) => tree.disputed);
  const unsigned = sum((tree) => tree.unsigned);
  const settled = trees.length > 0 && trees.every(({ settledAt }) => settledAt);
  return [
    disputed > 0 ? (disputed === 1 ? "one why disputed" : `${disputed} whys disputed`) : "",
    unsigned > 0
      ? unsigned === 1
        ? "one root cause not yet signed by both"
        : `${unsigned} root causes not yet signed by both`
      : "",
    settled ? "settled by both sides" : "",
  ];
}

const signs = { agrees: "yes", disputes: "no" } as const;

function Line({ line, relationship }: { line: SheetLine; relationship: Relationship }) {
  return (
    <li className={line.dead ? "dead" : undefined} style={{ "--d": line.depth } as React.CSSProperties}>
      <span className="t lines-2">
        {line.dead ? <s>{line.text}</s> : line.text} {line.joint && <i>(joint)</i>}
      </span>
      <State line={line} />
      <span>
        {!line.dead && (
          <Signs>
            {relationship.sides.map(({ id, place, letter, name }, at) => {
              const answer = line.answers[at];
              return <Sign key={id} side={place} letter={letter} team={name} state={answer ? signs[answer] : "open"} />;
            })}
          </Signs>
        )}
      </span>
    </li>
  );
}

const endingGlyphs: Record<string, GlyphName> = {
  external_pressure: "pressure",
  escalated: "escalated",
  open_question: "open",
  accepted: "accepted",
  same_as: "same",
};

function State({ line: { ending, category, status, settled } }: { line: SheetLine }) {
  if (ending === "root_cause")
    return (
      <span className="state root">
        <Glyph name={settled ? "root" : "proposed"} />
        {category ? categoryWord[category] : endingWords.root_cause}
      </span>
    );
  return (
    <span className="state">
      <Glyph name={ending ? (endingGlyphs[ending] ?? "open") : status} />
      {ending ? endingWords[ending] : statusWords[status]}
    </span>
  );
}

/** One path, from its end up to the problem, as both sides read it back. */
export function ReadAloud({ tree }: { tree: SheetTree | undefined }) {
  if (!tree) return null;
  return (
    <Part title="Read aloud">
      <p className="p lines-4">
        {tree.aloud.map(({ text, link }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same words may stand twice in a path, and it never changes
          <Fragment key={place}>
            {text}
            {link === "." ? "." : <i>{link}</i>}
          </Fragment>
        ))}
      </p>
    </Part>
  );
}
