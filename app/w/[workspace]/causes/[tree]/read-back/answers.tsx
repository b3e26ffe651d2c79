import { Mark } from "@/app/_ui/mark";
import { When } from "@/app/_ui/when";
import type { ReadBack, TreeWhy } from "@/lib/causes/cause-tree";
import { earlierReadBack, readBackMark, standingReadBack } from "@/lib/causes/read-back";
import type { Side } from "@/lib/teams/sides";
import { AnswerForm } from "./answer-form";
import type { Reading } from "./reading";

type AnswersProps = Reading & { line: TreeWhy; onId: string | null };

/** Both sides' answers side by side, with name and time; the reader's own can be given. */
export function Answers(props: AnswersProps) {
  const { sides, own } = props;
  return (
    <>
      <section className="two answers" aria-label="What each side says">
        {sides.map((side) => (
          <OneSide key={side.id} {...props} side={side} />
        ))}
      </section>
      {!own && <p className="note">Only members of the two sides sign. Read it to them, and let them answer.</p>}
    </>
  );
}

function OneSide({ workspace, treeId, index, path, line, own, onId, reader, side }: AnswersProps & { side: Side }) {
  const standing = standingReadBack(index, line, side.id);
  const earlier = earlierReadBack(index, line, side.id);
  const at = (answer: ReadBack) => <When at={new Date(answer.at)} {...reader} />;
  return (
    <div className={`perspective perspective-${side.place}`}>
      <header>
        <Mark side={side.place} letter={side.letter} name={side.name} />
        <b>{side.name}</b>
        {standing && (
          <span>
            {standing.by}, {at(standing)}
          </span>
        )}
      </header>
      {standing ? (
        <p className="answer">{standing.answer === "agrees" ? "It holds." : <>It leaps: “{standing.reason}”</>}</p>
      ) : (
        <p className="answer none">Not answered yet.</p>
      )}
      {earlier && (
        <p className="note earlier">
          <s>{earlier.answer === "agrees" ? "It holds." : `It leaps: “${earlier.reason}”`}</s> {earlier.by} signed an
          earlier wording, {at(earlier)}
        </p>
      )}
      {own?.id === side.id && (
        <AnswerForm
          key={line.id}
          workspace={workspace}
          ids={{ treeId, whyId: line.id, endId: path.end.id, onId: onId ?? "", mark: readBackMark(index, line.id) }}
          given={standing?.answer}
        />
      )}
    </div>
  );
}
