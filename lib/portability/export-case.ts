import "server-only";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { groupBy } from "@/lib/causes/group-by";
import { withoutMentions } from "@/lib/comments/mentions";
import { refuse } from "@/lib/refusal";
import { listRelationships } from "@/lib/teams/queries";
import { dayIn } from "@/lib/text/days";
import { type CaseComment, type CaseEvidence, type CaseFile, type CaseWhy, readCaseFile } from "./case-file";
import { type ExportRows, loadCase } from "./export-rows";

/**
 * The case of an incident as a file that any workspace can take in: the incident, its trees and those they cross-link
 * into, every incident of these trees, costs, and the improvements on their whys. The same case gives the same file.
 * What a file does not carry (signatures, predictions, the bytes of attached files) stays behind; whoever takes it in
 * answers anew. Comments name the side that spoke and no person; who was called in them is called no more. It is a case
 * of its own: taken in where it came from, it stands beside the original.
 * @throws Refusal when the incident is not in this workspace
 */
export async function exportCase(db: Database, member: Member, incidentId: string): Promise<CaseFile> {
  const [found, relationships] = await Promise.all([loadCase(db, member, incidentId), listRelationships(db, member)]);
  const relationship = relationships.find(({ id }) => id === found.incident.relationshipId);
  if (!relationship) return refuse("not_found", "The relationship of this incident does not exist.");
  const [first, second] = relationship.sides;
  const nameOf = (sideId: string | null) =>
    sideId === first.id ? first.name : sideId === second.id ? second.name : null;
  const { incident } = found;
  const saidIn: SaidIn = { nameOf, timeZone: member.workspace.timeZone };
  const written = readCaseFile({
    format: "common-cause/case@1",
    key: `case-${incident.id.slice(-12)}`,
    title: incident.title,
    source: {
      name: member.workspace.name.slice(0, 500),
      year: Number(incident.occurredOn.slice(0, 4)),
      note: "Exported from Common Cause. Signatures and predictions stay behind; attached files are named and not included.",
    },
    relationship: [first.name, second.name],
    incidents: incidentsOf(found, saidIn),
    ...treesOf(found, saidIn),
  });
  // Whatever leaves can come in: a file that our own reader would refuse is a fault of ours.
  if (written.faults)
    throw new Error(`An exported case would be refused: ${JSON.stringify(written.faults.slice(0, 3))}`);
  return written.file;
}

type SaidIn = { nameOf: (sideId: string | null) => string | null; timeZone: string };
const numbered = (letter: string, ids: readonly string[]) =>
  new Map(ids.map((id, place) => [id, `${letter}${place + 1}`]));

const itself = <Row>(row: Row) => row;
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

/** What was said about one thing; nothing where nobody has. */
function commentsOn(said: ExportRows["said"] | undefined, { nameOf, timeZone }: SaidIn): CaseComment[] | undefined {
  return said?.map(({ text, names, sideId, saidOn, at }) => ({
    text: withoutMentions(text, names ?? []),
    side: nameOf(sideId),
    on: saidOn ?? dayIn(timeZone, at),
  }));
}

function incidentsOf({ incidents, costs, said }: ExportRows, saidIn: SaidIn) {
  const { nameOf } = saidIn;
  const saidOf = groupBy(said, ({ incidentId }) => incidentId ?? "", itself);
  const keys = numbered("incident-", idsOf(incidents));
  const costsOf = groupBy(costs, ({ incidentId }) => incidentId, itself);
  return incidents.map((incident) => {
    const { expected, noAgreedStandard, occurredApproximately } = incident;
    const told = costsOf.get(incident.id) ?? [];
    const comments = commentsOn(saidOf.get(incident.id), saidIn);
    return {
      key: keys.get(incident.id),
      title: incident.title,
      observed: incident.observed ?? incident.title,
      expected,
      ...(expected === null && !noAgreedStandard && { expectedNotSaid: true }),
      occurredOn: incident.occurredOn,
      ...(occurredApproximately && { occurredApproximately }),
      severity: incident.severity,
      side: nameOf(incident.sideId),
      handOff: incident.handOff,
      ...(told.length > 0 && {
        costs: told.map(({ unit, currency, low, expected: likely, high, basis, sideId }) => ({
          ...{ unit, currency, low, expected: likely, high, basis },
          side: nameOf(sideId),
        })),
      }),
      ...(comments && { comments }),
    };
  });
}

function treesOf(found: ExportRows, saidIn: SaidIn) {
  const { nameOf } = saidIn;
  const filesOf = groupBy(
    found.files,
    ({ evidenceId }) => evidenceId,
    ({ evidenceId: _, ...file }) => file,
  );
  const treeKeys = numbered("tree-", idsOf(found.trees));
  const incidentKeys = numbered("incident-", idsOf(found.incidents));
  const below = groupBy(found.whys, ({ treeId, parentId }) => `${treeId} ${parentId ?? ""}`, itself);
  const seen = groupBy(found.evidence, ({ whyId }) => whyId, itself);
  const sources = new Map<string, string>(); // "tree/why", by the id of the why
  const number = (treeId: string, parentId: string | null, above: string): void => {
    for (const [place, { id }] of (below.get(`${treeId} ${parentId ?? ""}`) ?? []).entries()) {
      const key = `${above}${place + 1}`;
      sources.set(id, `${treeKeys.get(treeId)}/${key}`);
      number(treeId, id, `${key}.`);
    }
  };
  for (const { id } of found.trees) number(id, null, "");
  const whysBelow = (treeId: string, parentId: string | null): CaseWhy[] =>
    (below.get(`${treeId} ${parentId ?? ""}`) ?? []).map((why) => {
      const target = why.sameAsId === null ? undefined : sources.get(why.sameAsId);
      // What it pointed to is not in the file: a branch without an ending says so.
      const ending = why.ending === "same_as" && !target ? null : why.ending;
      return {
        key: sources.get(why.id)?.split("/")[1] ?? "",
        text: why.text,
        kind: why.kind,
        status: why.status,
        joint: why.joint,
        ending,
        sameAs: ending === "same_as" && target ? target : null,
        category: ending === "root_cause" ? why.category : null,
        evidence: (seen.get(why.id) ?? []).map(({ id, type, text, stance, sideId }) => {
          const files = filesOf.get(id) as CaseEvidence["files"];
          return { type, text, stance, side: nameOf(sideId), ...(files && { files }) };
        }),
        whys: whysBelow(treeId, why.id),
      };
    });
  const acting = groupBy(found.acting, ({ improvement }) => improvement.id, itself);
  const saidOf = groupBy(found.said, ({ treeId, improvementId }) => treeId ?? improvementId ?? "", itself);
  const saidOfTree = (treeId: string) => {
    const said = saidOf.get(treeId);
    return commentsOn(said, saidIn)?.map((comment, at) => {
      // A line that was taken out since: what was said about it was said about the tree.
      const why = sources.get(said?.[at]?.whyId ?? "")?.split("/")[1];
      return { ...comment, ...(why && { why }) };
    });
  };
  return {
    trees: found.trees.map(({ id, problem }) => {
      const comments = saidOfTree(id);
      return {
        key: treeKeys.get(id),
        problem,
        incidents: found.links
          .filter((link) => link.treeId === id)
          .flatMap((link) => incidentKeys.get(link.incidentId) ?? [])
          .sort(byNumber),
        whys: whysBelow(id, null),
        ...(comments && { comments }),
      };
    }),
    improvements: [...acting.values()].map((hanging, place) => {
      const [{ improvement } = { improvement: undefined }] = hanging;
      const comments = commentsOn(saidOf.get(improvement?.id ?? ""), saidIn);
      return {
        key: `improvement-${place + 1}`,
        title: improvement?.title,
        kind: improvement?.kind,
        strength: improvement?.strength ?? null,
        whys: hanging.flatMap(({ whyId }) => sources.get(whyId) ?? []).sort(),
        result: improvement?.result || null,
        ...(comments && { comments }),
      };
    }),
  };
}

const byNumber = (one: string, other: string) => Number(one.split("-")[1]) - Number(other.split("-")[1]);
