import { v7 } from "uuid";
import { ActionForm } from "@/app/_ui/form";
import { FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Glyph, type GlyphName } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { RowId } from "@/app/_ui/row-id";
import { SectionTitle } from "@/app/_ui/section-title";
import { Sign, type SignState, Signs } from "@/app/_ui/signs";
import type { Asked } from "@/lib/incidents/asking";
import type { FoundIncident, Statement } from "@/lib/incidents/incident-page";
import type { OutlineLine, TreeOutline } from "@/lib/incidents/tree-outlines";
import type { Relationship, Side } from "@/lib/teams/sides";
import { categoryWord, endingWords, statusWords } from "@/lib/text/words";
import { openTreeAction } from "../actions";
import { AskFirst } from "./ask-first";
import { FoldedForm } from "./folded-form";
import { MoreTrees, type TreeSearch, UnlinkTree } from "./more-trees";

type WhysProps = {
  workspace: string;
  incident: Statement;
  trees: TreeOutline[];
  perspectives: FoundIncident["perspectives"];
  mayAnalyse: boolean;
  asks: Asked[];
  /** The reader's side, if its perspective can be written right here. */
  own: Side | undefined;
  /** Perspectives are missing, and somebody opens a tree all the same. */
  anyway: boolean;
  reader: { locale: string; timeZone: string };
  /** Trees to link, when somebody looks for one. */
  search: TreeSearch | undefined;
};

/** The cause trees in a few lines each, and the way to open one. */
export function Whys(props: WhysProps) {
  const { workspace, incident, trees, perspectives, mayAnalyse, search, asks, own, anyway, reader } = props;
  const silent = incident.relationship.sides.filter(({ id }) => !perspectives.some(({ sideId }) => sideId === id));
  return (
    <>
      {trees.map((tree) => (
        <Tree
          key={tree.id}
          workspace={workspace}
          tree={tree}
          relationship={incident.relationship}
          alone={trees.length === 1}
          incidentId={mayAnalyse ? incident.id : undefined}
        />
      ))}
      {trees.length === 0 && (
        <section className="block" aria-label="Cause tree" id="why">
          <SectionTitle>Why</SectionTitle>
          <p className="note pt-2.5">
            {mayAnalyse
              ? "No cause tree yet. A tree asks why, both sides in turn, until both sign the cause."
              : "No cause tree was opened on it."}
          </p>
          {mayAnalyse && silent.length > 0 && !anyway && (
            <AskFirst {...{ workspace, incident, silent, asks, own, reader }} />
          )}
          {mayAnalyse && (silent.length === 0 || anyway) && (
            <ActionForm action={openTreeAction.bind(null, workspace)} className="form pt-3" label="Open a cause tree">
              <OpenTree {...{ incident, silent }} />
            </ActionForm>
          )}
        </section>
      )}
      {trees.length > 0 && mayAnalyse && (
        <div className="pt-3">
          <FoldedForm name="Two problems, two trees: open another one" action={openTreeAction.bind(null, workspace)}>
            <OpenTree {...{ incident, silent }} another />
          </FoldedForm>
        </div>
      )}
      <MoreTrees {...{ workspace, trees, search }} incidentId={incident.id} mayLink={mayAnalyse} />
    </>
  );
}

type OpenTreeProps = { incident: Statement; silent: { name: string }[]; another?: boolean };

/** Perspectives are asked for before a tree is opened; a missing one is said and stops nobody. */
function OpenTree({ incident, silent, another }: OpenTreeProps) {
  const names = silent.map(({ name }) => name).join(" and ");
  const has = silent.length > 1 ? "have" : "has";
  return (
    <>
      <RowId first={v7()} />
      <input type="hidden" name="incidentId" value={incident.id} />
      <FormTextArea
        label="The problem it starts from"
        name="problem"
        rows={2}
        words
        defaultValue={another ? "" : incident.title}
        help={names && `Ask first how it looked from each seat: ${names} ${has} not told yet.`}
      />
      <FormSelect
        label="Drawn by"
        name="apartSideId"
        nothing="both sides together"
        options={incident.relationship.sides.map(({ id, name }) => ({ value: id, label: `${name} alone` }))}
        help="Two trees that the sides draw apart can be compared."
      />
      <div className="buttons">
        <SubmitButton variant={another ? undefined : "primary"}>Open a cause tree</SubmitButton>
      </div>
    </>
  );
}

type TreeProps = {
  workspace: string;
  tree: TreeOutline;
  relationship: Relationship;
  alone: boolean;
  incidentId?: string;
};

function Tree({ workspace, tree, relationship, alone, incidentId }: TreeProps) {
  const href = `/w/${workspace}/causes/${tree.id}`;
  const counts = [
    tree.whys === 1 ? "1 why" : `${tree.whys} whys`,
    tree.rootCauses > 0 && (tree.rootCauses === 1 ? "1 root cause" : `${tree.rootCauses} root causes`),
    tree.settledAt && "settled by both sides",
    tree.apartSideId && `drawn by ${relationship.sides.find(({ id }) => id === tree.apartSideId)?.name} alone`,
    tree.incidents > 1 && `serves ${tree.incidents} incidents`,
  ];
  return (
    <section className="block" aria-label="Cause tree">
      <SectionTitle
        n={counts.filter(Boolean).join(", ")}
        more={
          <>
            {incidentId && tree.incidents > 1 && <UnlinkTree {...{ workspace, incidentId }} treeId={tree.id} />}
            <Link className="link" href={href}>
              Open the tree
            </Link>
          </>
        }
      >
        Why
      </SectionTitle>
      {!alone && <p className="words pt-2">{tree.problem}</p>}
      <ul className="mini border-t-0">
        {tree.lines.map((line) => (
          <li key={line.id} style={{ "--d": line.depth } as React.CSSProperties}>
            <span className="t">
              <Link href={`${href}?why=${line.id}`}>{line.text}</Link>
            </span>
            <State line={line} />
            <Signs>
              {relationship.sides.map((side, place) => (
                <Sign
                  key={side.id}
                  side={side.place}
                  letter={side.letter}
                  team={side.name}
                  state={signOf(line, place)}
                />
              ))}
            </Signs>
          </li>
        ))}
      </ul>
      {tree.more > 0 && <p className="note pt-2">{tree.more} more in the tree.</p>}
    </section>
  );
}

const signs = { agrees: "yes", disputes: "no" } as const satisfies Record<string, SignState>;
const signOf = ({ answers }: OutlineLine, place: number): SignState => {
  const answer = answers[place];
  return answer ? signs[answer] : "open";
};

const endingGlyphs: Record<string, GlyphName> = {
  root_cause: "root",
  external_pressure: "pressure",
  escalated: "escalated",
  open_question: "open",
  accepted: "accepted",
  same_as: "same",
};

/** An ending says more than a status; a root cause is proposed until both sides have signed it. */
function State({ line: { ending, category, status, settled } }: { line: OutlineLine }) {
  if (ending === "root_cause") {
    const kind = category ? `: ${categoryWord[category]}` : "";
    return (
      <span className="state root wide-only">
        <Glyph name={settled ? "root" : "proposed"} />
        {settled ? `root cause${kind}` : `proposed${kind}`}
      </span>
    );
  }
  return (
    <span className="state wide-only">
      <Glyph name={ending ? (endingGlyphs[ending] ?? "open") : status} />
      {ending ? endingWords[ending] : statusWords[status]}
    </span>
  );
}
