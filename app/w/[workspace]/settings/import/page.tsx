import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { SectionTitle } from "@/app/_ui/section-title";
import { When } from "@/app/_ui/when";
import { database } from "@/db/client";
import { listImportedCases } from "@/lib/portability/queries";
import { SettingsFrame } from "../settings-frame";
import { importCasesAction } from "./actions";
import { ImportForm } from "./import-form";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const member = await requireMember(workspace, "cases:import");
  const cases = await listImportedCases(database(), member);
  const now = new Date();
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="Import">
      <section className="setting" aria-labelledby="files">
        <SectionTitle id="files">From case files</SectionTitle>
        <p>
          A case file holds incidents with their cause trees, improvements and comments. Taking one in a second time
          changes only what the file says anew; what people added or changed here stays. A file with a fault changes
          nothing. The page of each incident exports its case as such a file.
        </p>
        <ImportForm workspace={workspace} action={importCasesAction.bind(null, workspace)} />
      </section>
      {cases.length > 0 && (
        <section className="setting" aria-labelledby="taken-in">
          <SectionTitle id="taken-in" n={cases.length}>
            Taken in
          </SectionTitle>
          <ul className="rows">
            {cases.map(({ id, key, title, importedAt, importedBy }) => (
              <li key={id}>
                <p className="who">
                  {title}
                  <small>
                    {key} · by {importedBy},{" "}
                    <When at={importedAt} now={now} locale={member.locale} timeZone={member.timeZone} />
                  </small>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </SettingsFrame>
  );
}
