import type { EvidenceType } from "@/db/terms";
import type { EvidenceItem } from "./cause-tree";

const weights: Record<EvidenceType, number> = { data: 1, observation: 1, document: 0.8, interview: 0.6, opinion: 0.3 };
const forBothSides = 0.1;

/**
 * e(why), 0 to 1: the weightiest item that supports it, and a little more where supporting items come from both sides
 * (method 1.4). What contradicts never lowers it; an item without a side counts for the weight alone.
 */
export function evidenceStrength(items: readonly Pick<EvidenceItem, "type" | "stance" | "sideId">[]): number {
  const supporting = items.filter(({ stance }) => stance === "supports");
  if (supporting.length === 0) return 0;
  const heaviest = Math.max(...supporting.map(({ type }) => weights[type]));
  const sides = new Set(supporting.flatMap(({ sideId }) => sideId ?? []));
  return Math.min(1, heaviest + (sides.size > 1 ? forBothSides : 0));
}
