import { Button, ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, SubmitButton } from "@/app/_ui/form-fields";
import { Glyph } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { SectionTitle } from "@/app/_ui/section-title";
import type { FoundIncident, Statement } from "@/lib/incidents/incident-page";
import type { RootCauseChoice } from "@/lib/root-causes/queries";
import type { Alike } from "@/lib/root-causes/suggesting";
import { categoryWord, categoryWords } from "@/lib/text/words";
import { becauseWords, seenWords } from "../../root-causes/alike-words";
import { linkRootCauseAction, unlinkRootCauseAction } from "../actions";

type KnownCausesProps = {
  workspace: string;
  incident: Statement;
  rootCauses: FoundIncident["rootCauses"];
  /** What can be linked, when somebody is about to; `words` is what was looked for. */
  choices: RootCauseChoice[] | undefined;
  /** What was seen before like it, where no root cause is known yet. */
  alike: Alike[];
  words: string | undefined;
  mayLink: boolean;
};

/** The root causes of the catalogue behind this incident; a known one can be linked without a tree. */
export function KnownCauses(props: KnownCausesProps) {
  const { workspace, incident, rootCauses, choices, alike, words, mayLink } = props;
  const here = `/w/${workspace}/incidents/${incident.id}`;
  const linking = mayLink && choices;
  if (rootCauses.length === 0 && !mayLink) return null;
  return (
    <section className="block" id="root-causes" aria-label="Root causes">
      <SectionTitle
        n={rootCauses.length || undefined}
        more={
          mayLink &&
          !linking && (
            <Link className="link" href={`${here}?link=#root-causes`}>
              Link a known root cause
            </Link>
          )
        }
      >
        Root causes
      </SectionTitle>
      {rootCauses.length > 0 ? (
        <ul className="mini border-t-0">
          {rootCauses.map((cause) => (
            <li key={cause.id}>
              <span className="t">
                <Link href={`/w/${workspace}/root-causes/${cause.id}`}>{cause.text}</Link>
              </span>
              <span className="state root wide-only">
                <Glyph name="root" />
                {categoryWord[cause.category]}
              </span>
              {cause.linked && mayLink ? (
                <Unlink workspace={workspace} incidentId={incident.id} rootCauseId={cause.id} />
              ) : (
                <span className="quiet wide-only">{cause.inTree ? "from the tree" : "linked"}</span>
              )}
            </li>
          ))}
        </ul>
      ) : (
        !linking && <p className="note pt-2.5">None is known yet. If the cause was seen before, link it.</p>
      )}
      {mayLink && !linking && alike.map((cause) => <SeenBefore key={cause.id} {...{ workspace, incident, cause }} />)}
      {linking && <LinkCause {...{ workspace, incident, here, words }} choices={withoutLinked(choices, rootCauses)} />}
    </section>
  );
}

function SeenBefore({ workspace, incident, cause }: { workspace: string; incident: Statement; cause: Alike }) {
  const because = becauseWords[cause.because];
  return (
    <ActionForm action={linkRootCauseAction.bind(null, workspace)} className="seen" label={`Link “${cause.text}”`}>
      <Glyph name="root" />
      <strong>{seenWords(cause)}</strong>
      <p>
        “<Link href={`/w/${workspace}/root-causes/${cause.id}`}>{cause.text}</Link>”{because && `, ${because}`}
      </p>
      <input type="hidden" name="incidentId" value={incident.id} />
      <input type="hidden" name="rootCauseId" value={cause.id} />
      <SubmitButton variant="edged" small>
        Same cause
      </SubmitButton>
    </ActionForm>
  );
}

const withoutLinked = (choices: RootCauseChoice[], rootCauses: FoundIncident["rootCauses"]) =>
  choices.filter(({ id }) => !rootCauses.some((cause) => cause.id === id && cause.linked));

function Unlink({
  workspace,
  incidentId,
  rootCauseId,
}: {
  workspace: string;
  incidentId: string;
  rootCauseId: string;
}) {
  return (
    <ActionForm action={unlinkRootCauseAction.bind(null, workspace)}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <input type="hidden" name="rootCauseId" value={rootCauseId} />
      <SubmitButton variant={undefined} small>
        Unlink
      </SubmitButton>
    </ActionForm>
  );
}

type LinkCauseProps = {
  workspace: string;
  incident: Statement;
  choices: RootCauseChoice[];
  words: string | undefined;
  here: string;
};

function LinkCause({ workspace, incident, choices, words, here }: LinkCauseProps) {
  return (
    <div className="form pt-3">
      <form action={`${here}#root-causes`} className="fields">
        <div className="field">
          <label htmlFor="known-cause">Find in the catalogue</label>
          <input className="input" type="search" id="known-cause" name="link" defaultValue={words} maxLength={200} />
        </div>
        <div className="buttons self-end">
          <Button type="submit">Find</Button>
          <ButtonLink href={here}>Leave it</ButtonLink>
        </div>
      </form>
      {choices.length === 0 ? (
        <p className="note">
          {words ? "No root cause has these words." : "The catalogue has no root cause that could be linked yet."}
        </p>
      ) : (
        <ActionForm action={linkRootCauseAction.bind(null, workspace)} className="form" label="Link a known root cause">
          <input type="hidden" name="incidentId" value={incident.id} />
          <FormChoices
            label={words ? "Found" : "Nearest to this incident first"}
            name="rootCauseId"
            options={choices.map(({ id, text, category }) => ({
              value: id,
              label: <span className="serif">{text}</span>,
              note: categoryWords[category],
            }))}
          />
          <div className="buttons">
            <SubmitButton variant={undefined}>Same cause</SubmitButton>
          </div>
        </ActionForm>
      )}
    </div>
  );
}
