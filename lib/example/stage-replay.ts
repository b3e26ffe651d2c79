/** The stages of incidents as they moved while the stories went on; the same rules that move them in use. */
import type { endStages, IncidentStage } from "@/db/terms";
import {
  closingFaults,
  endingWithoutAnalysisFaults,
  type ImprovementFact,
  type IncidentFacts,
  stageOf,
} from "@/lib/incidents/stages";

type EndStage = (typeof endStages)[number];

/** What a deed means for the stages of incidents. */
export type StageEvent =
  | { is: "logged"; incidentId: string }
  | { is: "tree_opened"; incidentId: string; treeId: string }
  | { is: "cause_found"; treeId: string; causeId: string }
  | { is: "tree_settled"; treeId: string }
  | { is: "cause_linked"; incidentId: string; causeId: string }
  | { is: "cause_accepted"; causeId: string }
  | { is: "causes_merged"; from: string; into: string }
  | { is: "improvement"; id: string; causeIds: string[]; fact: ImprovementFact }
  | { is: "ended"; incidentId: string; as: EndStage; reason: string | null }
  | { is: "reopened"; incidentId: string };

export type StageMove = { incidentId: string; from: IncidentStage; to: IncidentStage };

type Followed = { stage: IncidentStage; endedAs: EndStage | null; trees: Set<string>; linked: Set<string> };

export function stageReplay() {
  const incidents = new Map<string, Followed>();
  const trees = new Map<string, { settled: boolean; causes: Set<string> }>();
  const acting = new Map<string, Map<string, ImprovementFact>>(); // cause → improvement → how it stands
  const accepted = new Set<string>(); // causes

  const incident = (id: string) => known(incidents, id);
  const causesOf = ({ trees: own, linked }: Followed) =>
    new Set([...linked, ...[...own].flatMap((id) => [...known(trees, id).causes])]);

  const factsOf = (of: Followed): IncidentFacts => ({
    endedAs: of.endedAs,
    trees: [...of.trees].map((id) => known(trees, id)),
    linkedToKnownCause: of.linked.size > 0,
    rootCauses: [...causesOf(of)].map((id) => ({
      text: id,
      accepted: accepted.has(id),
      improvements: [...(acting.get(id)?.values() ?? [])],
    })),
  });

  /** Moves those among the incidents whose condition has come true or ceased to be. */
  function refresh(which: (of: Followed, id: string) => boolean): StageMove[] {
    const moves: StageMove[] = [];
    for (const [id, of] of incidents) {
      if (!which(of, id)) continue;
      const [from, to] = [of.stage, stageOf(factsOf(of))];
      of.stage = to;
      if (from !== to) moves.push({ incidentId: id, from, to });
    }
    return moves;
  }

  function end(id: string, as: EndStage, reason: string | null) {
    const of = incident(id);
    const faults = as === "closed" ? closingFaults(factsOf(of)) : endingWithoutAnalysisFaults(factsOf(of), reason);
    if (faults.length > 0) throw new Error(`A story ends too early: ${faults.map(({ message }) => message).join(" ")}`);
    of.endedAs = of.stage = as;
  }

  return {
    stageOf: (incidentId: string) => incident(incidentId).stage,

    /** @returns the moves that follow by themselves */
    take(event: StageEvent): StageMove[] {
      switch (event.is) {
        case "logged":
          incidents.set(event.incidentId, { stage: "reported", endedAs: null, trees: new Set(), linked: new Set() });
          return [];
        case "tree_opened":
          trees.set(event.treeId, { settled: false, causes: new Set() });
          incident(event.incidentId).trees.add(event.treeId);
          return refresh((_of, id) => id === event.incidentId);
        case "cause_found":
          known(trees, event.treeId).causes.add(event.causeId);
          return refresh((of) => of.trees.has(event.treeId));
        case "tree_settled":
          known(trees, event.treeId).settled = true;
          return refresh((of) => of.trees.has(event.treeId));
        case "cause_linked":
          incident(event.incidentId).linked.add(event.causeId);
          return refresh((_of, id) => id === event.incidentId);
        case "cause_accepted":
          accepted.add(event.causeId);
          return refresh((of) => causesOf(of).has(event.causeId));
        case "causes_merged": {
          const { from, into } = event;
          for (const pointing of [
            ...[...incidents.values()].map((of) => of.linked),
            ...[...trees.values()].map((tree) => tree.causes),
          ])
            if (pointing.delete(from)) pointing.add(into);
          acting.set(into, new Map([...(acting.get(into) ?? []), ...(acting.get(from) ?? [])]));
          return refresh((of) => causesOf(of).has(into));
        }
        case "improvement":
          for (const causeId of event.causeIds)
            acting.set(causeId, new Map(acting.get(causeId)).set(event.id, { ...event.fact }));
          return refresh((of) => event.causeIds.some((causeId) => causesOf(of).has(causeId)));
        case "ended":
          end(event.incidentId, event.as, event.reason);
          return [];
        case "reopened": {
          const of = incident(event.incidentId);
          of.endedAs = null;
          of.stage = of.trees.size > 0 ? "analysing" : "reported";
          return [];
        }
      }
    },
  };
}

function known<Found>(found: Map<string, Found>, id: string): Found {
  const one = found.get(id);
  if (one === undefined) throw new Error("A deed comes before what it is done to.");
  return one;
}
