"use client";

import { useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { FormField, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { useScripted } from "@/app/_ui/scripted";
import { type Ending, endings } from "@/db/terms";
import type { TreeIndex, TreeWhy } from "@/lib/causes/cause-tree";
import { holdingFaults } from "@/lib/causes/endings";
import { inShort, type TreeContext } from "@/lib/causes/gates";
import { targetOf } from "@/lib/causes/same-as";
import type { Alike } from "@/lib/root-causes/suggesting";
import { categoryWords, endingWords, reachWords, removalWords } from "@/lib/text/words";
import { endBranchAction } from "./actions";
import { AlikeEntries } from "./alike-entries";
import { type CrossLinks, FindElsewhere, SaidElsewhere, whyAddress } from "./cross-links";
import { choicesOf, Folded, type PanelContext, WhyForm } from "./panel-forms";

type EndingFormProps = {
  context: PanelContext;
  index: TreeIndex;
  rules: TreeContext;
  why: TreeWhy;
  rootCauses: { id: string; text: string }[];
  workspace: string;
  locale: string;
  canEdit: boolean;
  crossLinks: CrossLinks;
};

/** How the branch ends, whether that holds, and the form for it. Each ending asks only for what it needs. */
export function EndingForm(props: EndingFormProps) {
  const { context, index, rules, why, rootCauses, workspace, locale, canEdit, crossLinks } = props;
  const faults = holdingFaults(index, why, rules);
  const target = targetOf(index, why);
  return (
    <section id="ending" aria-label="Ending">
      <h2>
        How this branch ends <span>{why.ending ? endingWords[why.ending] : "no ending yet"}</span>
      </h2>
      {why.rootCauseId && (
        <p className="note">
          <a className="link" href={`/w/${workspace}/root-causes/${why.rootCauseId}`}>
            In the catalogue of root causes
          </a>
        </p>
      )}
      {target && (
        <p className="note">
          <a className="link" href={whyAddress(workspace, target.treeId, target.id)}>
            {inShort(target.text, 120)}
          </a>
        </p>
      )}
      <SaidElsewhere workspace={workspace} whyId={why.id} pointing={crossLinks.pointing} />
      {why.endingBy && (
        <p className="note">
          {why.endingBy}
          {why.endingOn && `, ${formatDay(why.endingOn, locale)}`}
        </p>
      )}
      {why.endingNote && <p className="aloud">{why.endingNote}</p>}
      {faults.length > 0 && <p className="note">Does not hold yet. {faults.map(({ message }) => message).join(" ")}</p>}
      {canEdit && (
        <details className="folded" open={crossLinks.found !== undefined}>
          <Folded>{why.ending ? "Change the ending" : "Mark the ending"}</Folded>
          <WhyForm action={endBranchAction} context={context} whyId={why.id} label="Ending">
            <input type="hidden" name="version" value={why.version} />
            <EndingFields {...{ workspace, index, why, rootCauses, crossLinks }} />
            <div className="buttons">
              <SubmitButton variant="edged" small>
                Set the ending
              </SubmitButton>
              {why.ending && (
                <Button type="submit" variant="plain" small name="ending" value="">
                  Take it away
                </Button>
              )}
            </div>
          </WhyForm>
          <FindElsewhere whyId={why.id} found={crossLinks.found} />
        </details>
      )}
    </section>
  );
}

/** Before the script loads all fields show; with it, those of the chosen ending. */
function EndingFields({
  workspace,
  index,
  why,
  rootCauses,
  crossLinks,
}: Omit<EndingFormProps, "context" | "rules" | "locale" | "canEdit">) {
  const select = useRef<HTMLSelectElement>(null);
  const begun = why.ending ?? (crossLinks.found ? "same_as" : "");
  const [ending, setEnding] = useState<Ending | "">(begun);
  const hasScript = useScripted();
  const [alike, setAlike] = useState<Alike[]>([]);
  const entries = [...alike.filter(({ id }) => !rootCauses.some((cause) => cause.id === id)), ...rootCauses];
  // The select says which fields there are, however it came by what it shows: a success clears it, news change it.
  const follow = () => {
    if (select.current) setEnding(select.current.value as Ending | "");
  };
  useLayoutEffect(follow);
  const isFor = (...wanted: Ending[]) => !hasScript || (ending !== "" && wanted.includes(ending));
  const others = index.inOrder.filter(({ id, ending: other }) => id !== why.id && other !== "same_as");
  return (
    <>
      <FormSelect
        name="ending"
        label="It ends in"
        nothing="Choose"
        defaultValue={begun}
        options={choicesOf(endingWords, endings)}
        ref={select}
        onChange={follow}
      />
      {isFor("root_cause") && (
        <>
          <FormSelect
            name="category"
            label="Category"
            nothing="Choose"
            defaultValue={why.category ?? ""}
            options={choicesOf(categoryWords)}
          />
          <FormSelect
            name="rootCauseId"
            label="In the catalogue it is"
            nothing="this why, in its own words"
            defaultValue={why.rootCauseId ?? ""}
            options={entries.map(({ id, text }) => ({ value: id, label: inShort(text) }))}
          />
          {hasScript && !why.rootCauseId && (
            <AlikeEntries workspace={workspace} text={why.text} found={alike} onFound={setAlike} />
          )}
        </>
      )}
      {isFor("root_cause", "external_pressure") && (
        <FormSelect
          name="reach"
          label="How far do we reach, with our sponsors?"
          nothing="Choose"
          defaultValue={why.reach ?? ""}
          options={choicesOf(reachWords)}
        />
      )}
      {isFor("root_cause") && (
        <FormSelect
          name="removal"
          label="Without it, would this come back?"
          nothing="Choose"
          defaultValue={why.removal ?? ""}
          options={choicesOf(removalWords)}
        />
      )}
      {isFor("same_as") && (
        <FormSelect
          name="sameAsId"
          label="It says the same as"
          nothing="Choose"
          defaultValue={why.sameAsId ?? ""}
          options={[
            ...elsewhere(index, why, crossLinks),
            ...others.map(({ id, text }) => ({ value: id, label: inShort(text) })),
          ]}
        />
      )}
      {isFor("escalated", "accepted") && (
        <>
          <FormField
            name="endingBy"
            label={ending === "accepted" ? "Sponsor who accepted it" : "Who received it"}
            defaultValue={why.endingBy ?? undefined}
            maxLength={160}
          />
          <FormField
            name="endingOn"
            type="date"
            label={ending === "accepted" ? "To be looked at again on" : "Handed on for"}
            defaultValue={why.endingOn ?? undefined}
          />
        </>
      )}
      {isFor("external_pressure", "accepted") && (
        <FormTextArea
          name="endingNote"
          rows={2}
          maxLength={2000}
          label={ending === "accepted" ? "Why mending costs more than recurring" : "How we live with it"}
          defaultValue={why.endingNote ?? undefined}
        />
      )}
      {ending === "open_question" && (
        <p className="help">It holds once an investigation with an owner and a due day hangs on this why.</p>
      )}
    </>
  );
}

/** Whys of other trees: what was found, and what stands. */
function elsewhere(index: TreeIndex, why: TreeWhy, { found }: CrossLinks) {
  const standing = why.sameAsId ? index.targets.get(why.sameAsId) : undefined;
  const choices = (found?.choices ?? []).map(({ id, text, problem }) => ({
    value: id,
    label: `${inShort(text)} in ${inShort(problem, 40)}`,
  }));
  const isThere = !standing || choices.some(({ value }) => value === standing.id);
  return isThere ? choices : [{ value: standing.id, label: inShort(standing.text) }, ...choices];
}
