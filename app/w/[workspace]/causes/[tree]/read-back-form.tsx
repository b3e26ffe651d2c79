"use client";

import { Fragment } from "react";
import { Button } from "@/app/_ui/button";
import { FormTextArea } from "@/app/_ui/form-fields";
import { Mark } from "@/app/_ui/mark";
import { When } from "@/app/_ui/when";
import { pathUp, type ReadBack, type TreeIndex, type TreeWhy } from "@/lib/causes/cause-tree";
import { earlierReadBack, readAloud, readBackMark, standingReadBack } from "@/lib/causes/read-back";
import type { Side } from "@/lib/teams/sides";
import { readBackAction } from "./actions";
import { type PanelContext, WhyForm } from "./panel-forms";

type ReadBackFormProps = {
  context: PanelContext;
  index: TreeIndex;
  why: TreeWhy;
  sides: readonly [Side, Side];
  /** The reader's own side; undefined for whoever is neutral, or may only look. */
  own: Side | undefined;
  reader: Reader;
};
/** In whose words instants are told. */
export type Reader = { locale: string; timeZone: string; now: Date };

/** The path read upward, what each side said to its last step, and the reader's own answer. Equal buttons, none preselected. */
export function ReadBackForm({ context, index, why, sides, own, reader }: ReadBackFormProps) {
  const path = readAloud([...pathUp(index, why.id).map(({ text }) => text), index.tree.problem]);
  const said = sides
    .map((side) => ({ side, answer: standingReadBack(index, why, side.id) }))
    .filter(({ answer }) => answer);
  const earlier = sides
    .map((side) => ({ side, answer: earlierReadBack(index, why, side.id) }))
    .filter(({ answer }) => answer);
  const signed = ({ by, at }: ReadBack) => (
    <>
      {by}, <When at={new Date(at)} {...reader} />
    </>
  );
  const mine = own && standingReadBack(index, why, own.id);
  return (
    <section id="read-back" aria-label="Read back">
      <h2>
        Read back <span>this, therefore that</span>
      </h2>
      <p className="aloud">
        {path.map(({ text, link }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the path is read in order and has no other key
          <Fragment key={at}>
            {text}
            {link === "." ? "." : <>, {<i>therefore</i>} </>}
          </Fragment>
        ))}
      </p>
      {said.map(({ side, answer }) => (
        <p className="note" key={side.id}>
          <Mark side={side.place} letter={side.letter} name={side.name} /> {answer && signed(answer)}:{" "}
          {answer?.answer === "agrees" ? "it holds." : `it leaps: “${answer?.reason}”`}
        </p>
      ))}
      {earlier.map(({ side, answer }) => (
        <p className="note" key={side.id}>
          <Mark side={side.place} letter={side.letter} name={side.name} /> {answer && signed(answer)}, on an earlier
          wording: <s>{answer?.answer === "agrees" ? "it holds." : `“${answer?.reason}”`}</s>
        </p>
      ))}
      {own && (
        <WhyForm action={readBackAction} context={context} whyId={why.id} label="Read back">
          <input type="hidden" name="mark" value={readBackMark(index, why.id)} />
          <FormTextArea name="reason" label="If it leaps: where?" rows={1} maxLength={2000} />
          <div className="buttons">
            <Button type="submit" small name="answer" value="agrees" aria-pressed={mine?.answer === "agrees"}>
              It holds
            </Button>
            <Button type="submit" small name="answer" value="disputes" aria-pressed={mine?.answer === "disputes"}>
              It leaps
            </Button>
            {mine && (
              <Button type="submit" variant="plain" small name="answer" value="">
                Take back
              </Button>
            )}
          </div>
        </WhyForm>
      )}
    </section>
  );
}
