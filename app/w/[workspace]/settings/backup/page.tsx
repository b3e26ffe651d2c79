import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { Button } from "@/app/_ui/button";
import { formatInstant } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { Notice } from "@/app/_ui/notice";
import { SectionTitle } from "@/app/_ui/section-title";
import { type SnapshotView, viewSnapshots } from "@/db/snapshot-now";
import { SettingsFrame } from "../settings-frame";
import { makeSnapshotAction } from "./actions";
import { LooksAgain } from "./looks-again";

export const metadata: Metadata = { title: "Back-up" };

export default async function BackupPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const member = await requireMember(workspace, "workspace:manage");
  const snapshots = await viewSnapshots();
  const says = (at: Date) => formatInstant(at, member.locale, member.timeZone);
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="Back-up">
      {snapshots ? <Snapshots workspace={workspace} view={snapshots} says={says} /> : <OnServer />}
      <section className="setting" aria-labelledby="take">
        <SectionTitle id="take">A back-up to keep elsewhere</SectionTitle>
        <p>
          Everything in this workspace as one file, attached files too, which <code>npm run restore</code> takes into an
          empty installation. Passwords, API tokens and other secrets are not in it. Whoever has the file can read all
          that people wrote here.
        </p>
        <form method="post" action={`/w/${workspace}/settings/backup/file`} className="form">
          <div className="buttons">
            <Button type="submit">Download a back-up</Button>
          </div>
        </form>
        <p className="quiet">
          Whoever runs this installation backs up all its workspaces at once with <code>npm run backup</code>, while it
          runs.
        </p>
      </section>
      {snapshots && snapshots.all.length > 0 && (
        <section className="setting" aria-labelledby="kept">
          <SectionTitle id="kept" n={snapshots.all.length}>
            Snapshots that are kept
          </SectionTitle>
          <ul className="rows">
            {snapshots.all.map(({ file, takenAt, bytes }) => (
              <li key={file}>
                <p className="who">
                  {says(takenAt)}
                  <small>{megabytes(bytes)}</small>
                </p>
              </li>
            ))}
          </ul>
          <p className="quiet">
            The last 8, the last of each of 14 days and of each of 8 weeks. Whoever runs this installation goes back to
            one with <code>npm run restore</code>, with the program stopped; what stood there before is kept aside.
          </p>
        </section>
      )}
    </SettingsFrame>
  );
}

type Props = { workspace: string; view: SnapshotView; says: (at: Date) => string };

function Snapshots({ workspace, view: { good, working, percent, fault, synced }, says }: Props) {
  return (
    <section className="setting" aria-labelledby="snapshots">
      <SectionTitle id="snapshots">Snapshots</SectionTitle>
      <p>{synced ? survivesPowerCuts : losesInPowerCuts}</p>
      <p role="status" aria-label="Snapshots">
        {working
          ? `A snapshot is being made${percent === undefined ? "" : `: ${percent} %`}.`
          : good
            ? `The last good snapshot is of ${says(good.takenAt)}.`
            : "There is no good snapshot yet."}
      </p>
      {working && (
        <>
          <LooksAgain />
          <noscript>
            <p>
              <Link className="link" href={`/w/${workspace}/settings/backup`}>
                Look again
              </Link>
            </p>
          </noscript>
        </>
      )}
      {fault && <Notice>The last one that was asked for could not be made: {fault}</Notice>}
      <ActionForm action={makeSnapshotAction.bind(null, workspace)} label="Snapshots" className="form">
        <div className="buttons">
          <SubmitButton variant="edged">Make one now</SubmitButton>
        </div>
      </ActionForm>
    </section>
  );
}

const losesInPowerCuts =
  "The embedded database survives a crash of the program, not of the machine: after a power cut you may lose up to 15 minutes, or have to go back by as much. So a snapshot is written every 15 minutes when something changed, and before each upgrade. If that is too much, whoever runs this installation can set SYNC=on, or use a PostgreSQL server.";
const survivesPowerCuts =
  "The embedded database survives a crash of the program and a power cut: each deed waits until the disk has it. A snapshot is written every 15 minutes when something changed, and before each upgrade, as a guard against mistakes.";

const OnServer = () => (
  <section className="setting" aria-labelledby="server">
    <SectionTitle id="server">The server's own back-ups</SectionTitle>
    <p>
      This installation keeps its data in a PostgreSQL server, which loses nothing in a power cut. Its own back-ups, or{" "}
      <code>pg_dump</code> by the clock, guard against the loss of the machine. A back-up of ours beside them can be
      restored on any engine.
    </p>
  </section>
);

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
