"use client";

import { Tag } from "@/app/_ui/tag";
import { improvementKindWords, phaseWords } from "@/lib/text/words";
import { Angles } from "./angles";
import { EndingForm } from "./ending-form";
import { EvidenceForm } from "./evidence-form";
import { Folded } from "./panel-forms";
import { QuestionsForm } from "./questions-form";
import { ReadBackForm } from "./read-back-form";
import type { ChosenWhyProps } from "./why-panel";

/** The forms about the chosen line. They come when a line is chosen, so that the outline opens without them. */
export function WhyDetails(props: ChosenWhyProps) {
  const { context, index, rules, why, sides, own, canEdit, locale, reader, rootCauses, improvements, tools } = props;
  const { workspace } = context;
  const acting = improvements.filter(({ whyIds }) => whyIds.includes(why.id));
  const speaks = own?.id ?? why.sideId; // whoever is neutral reads it with the eyes of the side that did not write it
  const otherSide = speaks ? sides.find(({ id }) => id !== speaks)?.name : undefined;
  return (
    <>
      <QuestionsForm
        key={`questions ${why.id}`}
        {...{ context, index, why, canEdit }}
        otherSide={otherSide ?? "either side"}
      />
      <ReadBackForm key={`read ${why.id}`} {...{ context, index, why, sides, own, reader }} />
      <EvidenceForm key={`evidence ${why.id}`} {...{ context, why, sides, locale, canEdit }} />
      <EndingForm
        key={`ending ${why.id}`}
        {...{ context, index, rules, why, rootCauses, workspace, locale, canEdit }}
        crossLinks={props.crossLinks}
      />
      <section aria-label="Improvements">
        <h2>
          What we do about it <span>{acting.length}</span>
        </h2>
        <ul className="evidence-list">
          {acting.map(({ id, title, kind, phase }) => (
            <li key={id}>
              <p>
                <a href={`/w/${workspace}/improvements/${id}`}>{title}</a>
              </p>
              <small>
                {improvementKindWords[kind]} <Tag>{phaseWords[phase]}</Tag>
              </small>
            </li>
          ))}
        </ul>
        {canEdit && (
          <p className="note">
            <a className="link" href={`/w/${workspace}/improvements/new?why=${why.id}`}>
              Plan an improvement
            </a>
          </p>
        )}
      </section>
      {tools && (
        <details className="folded tools-fold">
          <Folded>Move, join, reword or remove</Folded>
          {tools}
        </details>
      )}
      {canEdit && <Angles key={`angles ${why.id}`} index={index} />}
    </>
  );
}
