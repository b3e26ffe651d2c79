import { Button, ButtonLink } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { listIncidentChoices } from "@/lib/causes/finding-trees";
import type { LoadedTree } from "@/lib/causes/load-tree";
import { linkIncidentAction, unlinkTreeAction } from "../link-actions";

type ServedIncidentsProps = {
  workspace: string;
  member: Member;
  treeId: string;
  loaded: LoadedTree;
  /** What somebody looks for, to link one more; undefined while nobody does. */
  words: string | undefined;
  mayLink: boolean;
};

/** The incidents that a tree serves. Another one may be linked, and any but the last be let go. */
export function ServedIncidents({ workspace, member, treeId, loaded, words, mayLink }: ServedIncidentsProps) {
  const { incidents, apartSideId, relationship } = loaded;
  const apart = relationship.sides.find(({ id }) => id === apartSideId);
  const here = `/w/${workspace}/causes/${treeId}`;
  return (
    <section aria-label="Incidents of this tree" id="incidents">
      <h2>
        Incidents <span>{incidents.length}</span>
      </h2>
      {apart && <p className="note">{apart.name} draws this tree alone, to compare it with the other side’s.</p>}
      <ul className="evidence-list">
        {incidents.map(({ id, title, occurredOn }) => (
          <li key={id}>
            <p>
              <Link href={`/w/${workspace}/incidents/${id}`}>{title}</Link>
            </p>
            <small>{formatDay(occurredOn, member.locale)}</small>
            {mayLink && incidents.length > 1 && (
              <ActionForm action={unlinkTreeAction.bind(null, workspace)} className="unlink-tree">
                <input type="hidden" name="treeId" value={treeId} />
                <input type="hidden" name="incidentId" value={id} />
                <SubmitButton variant="plain" small>
                  Unlink
                </SubmitButton>
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
      {mayLink && words === undefined && (
        <p className="note">
          <Link className="link" href={`${here}?incident=#incidents`}>
            Link another incident
          </Link>
        </p>
      )}
      {mayLink && words !== undefined && <LinkIncident {...{ workspace, member, treeId, loaded, words, here }} />}
    </section>
  );
}

type LinkIncidentProps = Omit<ServedIncidentsProps, "mayLink" | "words"> & { words: string; here: string };

async function LinkIncident({ workspace, member, treeId, loaded, words, here }: LinkIncidentProps) {
  const asked = { relationshipId: loaded.relationship.id, linkedIds: loaded.incidents.map(({ id }) => id) };
  const choices = await listIncidentChoices(database(), member, asked, words);
  return (
    <>
      <form className="form" action={`${here}#incidents`} aria-label="Find an incident">
        <div className="field">
          <label htmlFor="another-incident">Words of its title or text</label>
          <input
            className="input"
            type="search"
            id="another-incident"
            name="incident"
            defaultValue={words}
            maxLength={200}
          />
        </div>
        <div className="buttons">
          <Button type="submit" small>
            Find
          </Button>
          <ButtonLink variant="plain" small href={here}>
            Leave it
          </ButtonLink>
        </div>
      </form>
      {choices.length === 0 ? (
        <p className="note">
          {words ? "No open incident of this relationship has these words." : "There is no other open incident."}
        </p>
      ) : (
        <ActionForm action={linkIncidentAction.bind(null, workspace)} className="form" label="Link another incident">
          <input type="hidden" name="treeId" value={treeId} />
          <FormChoices
            label={words ? "Found" : "The latest first"}
            name="incidentId"
            options={choices.map(({ id, title, occurredOn }) => ({
              value: id,
              label: <span className="serif">{title}</span>,
              note: formatDay(occurredOn, member.locale),
            }))}
          />
          <div className="buttons">
            <SubmitButton variant="edged" small>
              Link this incident
            </SubmitButton>
          </div>
        </ActionForm>
      )}
    </>
  );
}
