import type { Metadata } from "next";
import { v7 } from "uuid";
import { relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { Mark } from "@/app/_ui/mark";
import { RowId } from "@/app/_ui/row-id";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { countOfTeams, listTeams } from "@/lib/teams/queries";
import type { Relationship } from "@/lib/teams/sides";
import { SettingsFrame } from "../settings-frame";
import { addTeamAction, relateTeamsAction } from "./actions";

export const metadata: Metadata = { title: "Teams" };

type Team = { id: string; name: string };

export default async function TeamsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const member = await requireMember(workspace);
  const db = database();
  const [teams, relationships, counts] = await Promise.all([
    listTeams(db, member),
    relationshipsOf(member),
    countOfTeams(db, member),
  ]);
  const mayManage = may(member.role, "teams:manage");
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="Teams">
      <section className="setting" aria-labelledby="relationships">
        <SectionTitle id="relationships" n={relationships.length}>
          Relationships
        </SectionTitle>
        <p>
          Two teams that depend on each other. Friction is logged in one of these, and its cause is settled when both
          sides have signed it.
        </p>
        <RelationshipRows relationships={relationships} />
        {mayManage && teams.length > 2 && <RelateForm workspace={workspace} teams={teams} />}
      </section>
      <section className="setting" aria-labelledby="teams">
        <SectionTitle id="teams" n={teams.length}>
          Teams
        </SectionTitle>
        <ul className="rows">
          {teams.map(({ id, name }) => (
            <li key={id}>
              <p className="who">
                {name}
                <small>{peopleIn(counts.get(id) ?? 0)}</small>
              </p>
            </li>
          ))}
        </ul>
        {mayManage && (
          <ActionForm action={addTeamAction.bind(null, workspace)} className="form">
            <RowId first={v7()} />
            <FormField label="One more team" name="name" autoComplete="off" required />
            <div className="buttons">
              <SubmitButton variant="edged">Add the team</SubmitButton>
            </div>
          </ActionForm>
        )}
      </section>
    </SettingsFrame>
  );
}

function RelationshipRows({ relationships }: { relationships: Relationship[] }) {
  return (
    <ul className="rows">
      {relationships.map(({ id, name, sides: [a, b] }) => (
        <li key={id}>
          <span className="marks">
            <Mark side="a" {...a} />
            <Mark side="b" {...b} />
          </span>
          <p className="who">{name}</p>
        </li>
      ))}
    </ul>
  );
}

function RelateForm({ workspace, teams }: { workspace: string; teams: Team[] }) {
  const options = teams.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ActionForm action={relateTeamsAction.bind(null, workspace)} className="form">
      <RowId first={v7()} />
      <div className="fields">
        <FormSelect label="First team, the square" name="firstTeamId" nothing="Choose" options={options} />
        <FormSelect label="Second team, the circle" name="secondTeamId" nothing="Choose" options={options} />
      </div>
      <div className="buttons">
        <SubmitButton variant="edged">Add the relationship</SubmitButton>
      </div>
    </ActionForm>
  );
}

const peopleIn = (count: number) => (count === 0 ? "Nobody yet" : count === 1 ? "1 person" : `${count} people`);
