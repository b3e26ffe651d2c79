import type { ReactNode } from "react";
import { Glyph, type GlyphName } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Severity } from "@/app/_ui/severity";
import type { IncidentStage } from "@/db/terms";
import type { Statement } from "@/lib/incidents/incident-page";
import { sideById } from "@/lib/teams/sides";
import { stageWords } from "@/lib/text/words";
import { SideMark } from "../../history";

const stageGlyphs: Record<IncidentStage, GlyphName> = {
  reported: "open",
  analysing: "hypothesis",
  improving: "proposed",
  checking: "proposed",
  closed: "verified",
  withdrawn: "refuted",
  contained_only: "accepted",
};

/** The statement and what can be said of it in one line. */
export function StatementHead({ incident }: { incident: Statement }) {
  const { title, relationship, sideId, handOff, severity, stage, reporter } = incident;
  const side = sideById(relationship, sideId);
  const from = side ? `Logged by ${side.name}` : "Logged by neither side";
  return (
    <>
      <h1 className="statement">{title}</h1>
      <div className="facts-line">
        <span title={reporter ?? undefined}>
          <SideMark relationship={relationship} teamId={sideId} /> {from}
        </span>
        {handOff && <span>{handOff}</span>}
        {severity && (
          <span>
            <Severity of={severity} /> Severity {severity} of 4
          </span>
        )}
        <span className="state">
          <Glyph name={stageGlyphs[stage]} />
          {stageWords[stage]}
        </span>
      </div>
    </>
  );
}

/** A problem is the gap between what was observed and what was expected. */
export function Gap({
  incident: { observed, expected, noAgreedStandard, extent },
  edit,
}: {
  incident: Statement;
  /** Where it is changed, for those who may. */
  edit?: string;
}) {
  const standard = noAgreedStandard ? "No agreed standard exists." : null;
  return (
    <div className="gap-row">
      <Part label="Observed" text={observed} />
      <Part label="Expected" text={[expected, standard].filter(Boolean).join("\n")} />
      <Part
        label="Gap"
        text={extent}
        ask={
          edit && (
            <Link className="link" href={`${edit}#extent`}>
              How many, how often, since when?
            </Link>
          )
        }
      />
    </div>
  );
}

/** `ask` stands where nobody has said it yet. */
const Part = ({ label, text, ask }: { label: string; text: string | null; ask?: ReactNode }) => (
  <div>
    <span className="label">{label}</span>
    <p>{text || ask || <span className="quiet">–</span>}</p>
  </div>
);
