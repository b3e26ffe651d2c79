import { Link } from "@/app/_ui/link";
import type { ChainLink } from "@/lib/cycles/chain";
import type { Relationship } from "@/lib/teams/sides";
import { carryOverDecisionWords, cyclePhaseWords } from "@/lib/text/words";
import type { Reader } from "../improvements/words";
import { Pair } from "./pair";
import { spanWords, timesWords } from "./words";

type TurnProps = { workspace: string; turn: ChainLink; relationship: Relationship; reader: Reader };

/** One turn of the chain, readable years later: what it aimed at, what came of it, what it taught, what it left over. */
export function Turn({ workspace, turn, relationship, reader }: TurnProps) {
  const { id, name, phase, objectives, review, leftOver } = turn;
  const total = leftOver[0]?.total ?? 0;
  return (
    <article className="turn">
      <header>
        <h3>
          <Link href={`/w/${workspace}/cycles/${id}`}>{name}</Link>
        </h3>
        <p className="note">{spanWords(turn, reader)}</p>
        {phase !== "closed" && <p className="note">{cyclePhaseWords[phase]}</p>}
      </header>
      <div className="min-w-0">
        <ol className="aims">
          {objectives.map((objective) => (
            <li key={objective.id}>
              <span className="words">
                {objective.title} <Pair {...{ relationship, objective }} />
              </span>
              <span className="note">
                {objective.baseline && objective.target && `${objective.baseline}, then ${objective.target}. `}
                {objective.decision === "stop" && "Stopped on the way. "}
                {objective.result ? <>Came to: {objective.result}</> : "No result was written."}
              </span>
            </li>
          ))}
        </ol>
        {objectives.length === 0 && <p className="note">It had no objectives.</p>}
        {review && (
          <dl className="looked-back">
            <Said term="Verified" words={review.verified} />
            <Said term="Came back" words={review.cameBack} />
            <Said term="Learned" words={review.learned} />
            <Said term="Pressures" words={review.pressuresMoved} />
          </dl>
        )}
        {leftOver.length > 0 && (
          <>
            <h4 className="label mt-3">Left over</h4>
            <ul className="left-over">
              {leftOver.map((item) => (
                <li key={item.id}>
                  <Link className="words" href={`/w/${workspace}/improvements/${item.id}`}>
                    {item.title}
                  </Link>
                  <span className="note">
                    {carryOverDecisionWords[item.decision]}
                    {item.times > 0 && `, ${timesWords(item.times)} by now`}
                    {item.sponsor && `, decided by ${item.sponsor}`}
                  </span>
                </li>
              ))}
            </ul>
            {total > leftOver.length && <p className="note">And {total - leftOver.length} more.</p>}
          </>
        )}
      </div>
    </article>
  );
}

function Said({ term, words }: { term: string; words: string | null }) {
  return words ? (
    <div>
      <dt>{term}</dt>
      <dd className="words long">{words}</dd>
    </div>
  ) : null;
}
