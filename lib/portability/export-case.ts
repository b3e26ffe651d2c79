import "server-only";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { groupBy } from "@/lib/causes/group-by";
import { refuse } from "@/lib/refusal";
import { listRelationships } from "@/lib/teams/queries";
import { type CaseFile, type CaseWhy, readCaseFile } from "./case-file";
import { type ExportRows, loadCase } from "./export-rows";

/**
 * The case of an incident as a file that any workspace can take in: the incident, its trees and those they cross-link
 * into, every incident of these trees, costs, and the improvements on their whys. The same case gives the same file.
 * What a file does not carry (signatures, predictions, comments, attachments) stays behind; whoever takes it in answers
 * anew. It is a case of its own: taken in where it came from, it stands beside the original.
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
  const written = readCaseFile({
    format: "common-cause/case@1",
    key: `case-${incident.id.slice(-12)}`,
    title: incident.title,
    source: {
      name: member.workspace.name.slice(0, 500),
      year: Number(incident.occurredOn.slice(0, 4)),
      note: "Exported from Common Cause. Signatures, predictions, comments and attached files stay behind.",
    },
    relationship: [first.name, second.name],
    incidents: incidentsOf(found, nameOf),
    ...treesOf(found, nameOf),
  });
  // Whatever leaves can come in: a file that our own reader would refuse is a fault of ours.
  if (written.faults)
    throw new Error(`An exported case would be refused: ${JSON.stringify(written.faults.slice(0, 3))}`);
  return written.file;
}

type NameOf = (sideId: string | null) => string | null;
const numbered = (letter: string, ids: readonly string[]) =>
  new Map(ids.map((id, place) => [id, `${letter}${place + 1}`]));

const itself = <Row>(row: Row) => row;
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

function incidentsOf({ incidents, costs }: ExportRows, nameOf: NameOf) {
  const keys = numbered("incident-", idsOf(incidents));
  const costsOf = groupBy(costs, ({ incidentId }) => incidentId, itself);
  return incidents.map((incident) => {
    const { expected, noAgreedStandard, occurredApproximately } = incident;
    const told = costsOf.get(incident.id) ?? [];
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
    };
  });
}

function treesOf(found: ExportRows, nameOf: NameOf) {
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
        evidence: (seen.get(why.id) ?? []).map(({ type, text, stance, sideId }) => ({
          ...{ type, text, stance },
          side: nameOf(sideId),
        })),
        whys: whysBelow(treeId, why.id),
      };
    });
  const acting = groupBy(found.acting, ({ improvement }) => improvement.id, itself);
  return {
    trees: found.trees.map(({ id, problem }) => ({
      key: treeKeys.get(id),
      problem,
      incidents: found.links
        .filter((link) => link.treeId === id)
        .flatMap((link) => incidentKeys.get(link.incidentId) ?? [])
        .sort(byNumber),
      whys: whysBelow(id, null),
    })),
    improvements: [...acting.values()].map((hanging, place) => {
      const [{ improvement } = { improvement: undefined }] = hanging;
      return {
        key: `improvement-${place + 1}`,
        title: improvement?.title,
        kind: improvement?.kind,
        strength: improvement?.strength ?? null,
        whys: hanging.flatMap(({ whyId }) => sources.get(whyId) ?? []).sort(),
        result: improvement?.result || null,
      };
    }),
  };
}

const byNumber = (one: string, other: string) => Number(one.split("-")[1]) - Number(other.split("-")[1]);
