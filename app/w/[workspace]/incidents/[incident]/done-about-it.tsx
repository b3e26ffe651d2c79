import { Link } from "@/app/_ui/link";
import { SectionTitle } from "@/app/_ui/section-title";
import { Strength } from "@/app/_ui/strength";
import { Tag } from "@/app/_ui/tag";
import type { FoundIncident } from "@/lib/incidents/incident-page";
import { improvementKindWords, phaseWords } from "@/lib/text/words";

type DoneAboutItProps = { workspace: string; improvements: FoundIncident["improvements"] };

/** The improvements on its root causes and on the whys of its trees. */
export function DoneAboutIt({ workspace, improvements }: DoneAboutItProps) {
  if (improvements.length === 0) return null;
  return (
    <section className="block" aria-label="Improvements">
      <SectionTitle n={improvements.length}>What we do about it</SectionTitle>
      <ul className="mini border-t-0">
        {improvements.map(({ id, title, kind, strength, phase }) => (
          <li key={id}>
            <span className="t">
              <Link href={`/w/${workspace}/improvements/${id}`}>{title}</Link>
            </span>
            <span className="wide-only quiet">
              {improvementKindWords[kind]} {strength && <Strength of={strength} />}
            </span>
            <Tag>{phaseWords[phase]}</Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}
