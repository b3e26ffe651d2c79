import type { Metadata } from "next";
import { countStreams } from "@/app/_server/live-stream";
import { requireMember } from "@/app/_server/visitor";
import { formatInstant, formatNumber } from "@/app/_ui/dates";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { findingsOf } from "@/lib/installation/health";
import { installationStanding } from "@/lib/installation/standing";
import { mailIsOn } from "@/lib/mail/settings";
import { now } from "@/lib/text/clock";
import { version } from "@/package.json";
import { SettingsFrame } from "../settings-frame";

export const metadata: Metadata = { title: "Status" };

/** How the installation stands, for owners: each thing in a sentence, and what to do where it is not well. */
export default async function StatusPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const member = await requireMember(workspace, "workspace:manage");
  const { locale, timeZone } = member;
  const reader = {
    number: (value: number) => formatNumber(value, locale),
    bytes: (value: number) => sizeWords(value, locale),
    when: (at: Date) => formatInstant(at, locale, timeZone),
  };
  const standing = await installationStanding(database());
  const findings = findingsOf(standing, now(), reader, { mailIsOn: mailIsOn(), streams: countStreams() });
  const unwell = findings.filter(({ todo }) => todo).length;
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="Status">
      <section className="setting" aria-labelledby="standing">
        <SectionTitle id="standing">
          {unwell === 0 ? "All is well" : unwell === 1 ? "One thing needs a look" : `${unwell} things need a look`}
        </SectionTitle>
        <p>
          Common Cause {version}, Node {process.versions.node}. This is about the whole installation, with all its
          workspaces.
        </p>
        <ul className="rows mt-3">
          {findings.map(({ name, says, todo }) => (
            <li key={name}>
              <p className="who">
                <strong>{name}</strong>
                <small>{says}</small>
                {todo}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section className="setting" aria-labelledby="watching">
        <SectionTitle id="watching">Watching from outside</SectionTitle>
        <p>
          /api/health says whether the program lives, /api/ready whether it can work. With METRICS_TOKEN set,
          /api/metrics gives figures to a program that watches. Each line of the log carries the number of its request,
          which is also the reference on a page that failed.
        </p>
      </section>
    </SettingsFrame>
  );
}

const steps = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

function sizeWords(bytes: number, locale: string): string {
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return formatNumber(bytes / 1000 ** step, locale, {
    style: "unit",
    unit: steps[step],
    maximumSignificantDigits: 3,
  });
}
