import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { Saved } from "@/app/_ui/saved";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { isSynced } from "@/db/synced-folder";
import { timeZones } from "@/lib/people/places";
import { currencies } from "@/lib/text/currencies";
import { findCurrency } from "@/lib/workspaces/queries";
import { SettingsFrame } from "../settings-frame";
import { changeCurrencyAction, changeWorkspaceAction } from "./actions";

export const metadata: Metadata = { title: "Workspace" };

export default async function WorkspaceSettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const member = await requireMember(workspace, "workspace:manage");
  const { name, timeZone } = member.workspace;
  const currency = await findCurrency(database(), member);
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="Workspace">
      <section className="setting" aria-labelledby="about">
        <SectionTitle id="about">Name and time zone</SectionTitle>
        <ActionForm action={changeWorkspaceAction.bind(null, workspace)} className="form">
          <input type="hidden" name="seenName" value={name} />
          <input type="hidden" name="seenTimeZone" value={timeZone} />
          <FormField label="Name" name="name" defaultValue={name} help="Its address stays as it is." required />
          <FormSelect
            label="Time zone"
            name="timeZone"
            defaultValue={timeZone}
            options={timeZones(timeZone).map((zone) => ({ value: zone, label: zone }))}
            help="Charts count days in it; each member sees times in their own."
          />
          <div className="buttons">
            <SubmitButton>Save</SubmitButton>
            <Saved />
          </div>
        </ActionForm>
      </section>
      <section className="setting" aria-labelledby="money">
        <SectionTitle id="money">Money</SectionTitle>
        <ActionForm action={changeCurrencyAction.bind(null, workspace)} className="form">
          <input type="hidden" name="seenCurrency" value={currency} />
          <FormSelect
            label="Currency"
            name="currency"
            defaultValue={currency}
            options={currencies().map((code) => ({ value: code, label: `${code}, ${names.of(code)}` }))}
            help="Proposed wherever a cost is written down. Costs that stand keep theirs; currencies are never added up."
          />
          <div className="buttons">
            <SubmitButton variant="edged">Save the currency</SubmitButton>
            <Saved />
          </div>
        </ActionForm>
      </section>
      <section className="setting" aria-labelledby="data">
        <SectionTitle id="data">Where the data is</SectionTitle>
        <p>
          {process.env.DATABASE_URL ? onServer : `${embedded} ${isSynced() ? survivesPowerCuts : losesInPowerCuts}`}
        </p>
      </section>
    </SettingsFrame>
  );
}

const names = new Intl.DisplayNames("en", { type: "currency" });

const onServer = "In the PostgreSQL server that whoever runs this installation has named. Its back-ups are theirs.";
const embedded = "In an embedded database in the data folder of this installation.";
const survivesPowerCuts =
  "It survives a crash of the program and a power cut, for SYNC is on: each deed waits until the disk has it.";
const losesInPowerCuts =
  "It survives a crash of the program, not of the machine: after a power cut you may lose up to 15 minutes. If that is too much, whoever runs this installation can set SYNC=on, or use a PostgreSQL server.";
