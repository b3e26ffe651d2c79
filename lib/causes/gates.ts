/** Gates and settling: what a tree needs before both sides can call its causes theirs (method 1.9). */
import { branchEnds, endingOf, isLive, openEnds, pathUp, type TreeIndex, type TreeWhy } from "./cause-tree";
import { type EndingContext, holdingFaults } from "./endings";
import { errorFindings } from "./finding";
import { agreedByBothSides, essence, fingerprint, standingReadBack } from "./read-back";
import { shownAs } from "./same-as";

export type GateCode = "no_root_cause" | "open_end" | "ending_does_not_hold" | "wording_error" | "one_sided";
/** `open`: passed. A closed gate keeps the tree from being settled; `whyIds` are the whys that close it. */
export type Gate = { code: GateCode; open: boolean; message: string; whyIds: string[] };

export type TreeContext = EndingContext & {
  /** Names of the two teams by their id. */
  sideNames: Readonly<Record<string, string>>;
};

/** R: live whys that end in a root cause, of their own or through a cross-link; in the order of the outline. */
export const rootCauseWhys = (index: TreeIndex): TreeWhy[] =>
  index.inOrder.filter((why) => isLive(index, why.id) && shownAs(index, why).ending === "root_cause");

/** P: R and all whys above them, each once, in the order of the outline. These are the lines that both sides sign. */
export function pathsToRootCauses(index: TreeIndex): TreeWhy[] {
  const onPath = new Set<string>();
  for (const rootCause of rootCauseWhys(index)) {
    for (const why of pathUp(index, rootCause.id)) {
      if (onPath.has(why.id)) break; // from here up it has been walked
      onPath.add(why.id);
    }
  }
  return index.inOrder.filter((why) => onPath.has(why.id));
}

export const nameOf = (context: TreeContext, sideId: string) => context.sideNames[sideId] ?? "The other side";

/** A why by its first words, for sentences about it. */
export function inShort(text: string, most = 60): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const letters = [...line.slice(0, most * 4)];
  if (letters.length <= most) return `“${line}”`;
  const cut = letters.slice(0, most).join("");
  const lastSpace = cut.lastIndexOf(" ");
  return `“${lastSpace > most / 2 ? cut.slice(0, lastSpace) : cut} …”`;
}

/** Live whys whose ending stands and does not hold, each with what it waits for. */
export function endingsNotHolding(index: TreeIndex, context: TreeContext): { why: TreeWhy; wanting: string }[] {
  return index.inOrder
    .filter((why) => isLive(index, why.id) && endingOf(index, why) !== null)
    .map((why) => ({
      why,
      wanting: holdingFaults(index, why, context)
        .map((fault) => fault.message)
        .join(" "),
    }))
    .filter(({ wanting }) => wanting !== "");
}

/** Branch ends that name or blame a person; a cross-link answers for its target's words, not its own. */
export const personsAtEnds = (index: TreeIndex) =>
  branchEnds(index)
    .filter((why) => endingOf(index, why) !== "same_as")
    .map((why) => ({ why, finding: errorFindings(why)[0] }))
    .filter(({ finding }) => finding !== undefined);

export type SideGap = { is: "untold" | "uncontributed" | "unread"; sideId: string; message: string };

/** What each side still owes the tree before it is more than one side's draft. */
export function missingFromSides(index: TreeIndex, context: TreeContext): SideGap[] {
  const { whys, sideIds, perspectiveSideIds } = index.tree;
  return sideIds.flatMap((sideId) => {
    const name = nameOf(context, sideId);
    const contributed = whys.some(
      (why) => why.sideId === sideId || why.evidence.some((item) => item.sideId === sideId),
    );
    const missing: SideGap[] = [];
    const add = (is: SideGap["is"], message: string) => missing.push({ is, sideId, message });
    if (!perspectiveSideIds.includes(sideId)) add("untold", `${name} has not told how it looked from their seat.`);
    if (!contributed) add("uncontributed", `${name} has written no why and brought no evidence.`);
    if (!whys.some((why) => standingReadBack(index, why, sideId))) add("unread", `${name} has read nothing back.`);
    return missing;
  });
}

const count = (n: number, one: string, many: string) => (n === 1 ? one : many.replace("#", String(n)));

/** The five gates, in the order of the method. */
export function gates(index: TreeIndex, context: TreeContext): Gate[] {
  const roots = rootCauseWhys(index);
  const open = openEnds(index);
  const loose = endingsNotHolding(index, context);
  const persons = personsAtEnds(index);
  const missing = missingFromSides(index, context);
  const gate = (code: GateCode, closed: readonly TreeWhy[], passed: string, stuck: string): Gate => ({
    code,
    open: closed.length === 0,
    message: closed.length === 0 ? passed : stuck,
    whyIds: closed.map((why) => why.id),
  });
  return [
    {
      code: "no_root_cause",
      open: roots.length > 0,
      message: roots.length > 0 ? "A branch ends in a root cause." : "No branch ends in a root cause yet.",
      whyIds: [],
    },
    gate(
      "open_end",
      open,
      "Every branch has an ending.",
      count(open.length, "One branch has no ending.", "# branches have no ending."),
    ),
    gate(
      "ending_does_not_hold",
      loose.map(({ why }) => why),
      "Every ending holds.",
      count(loose.length, "One ending does not hold yet.", "# endings do not hold yet."),
    ),
    gate(
      "wording_error",
      persons.map(({ why }) => why),
      "No branch ends at a person.",
      count(persons.length, "One branch ends at a person.", "# branches end at a person."),
    ),
    {
      code: "one_sided",
      open: missing.length === 0,
      message: missing.length === 0 ? "Both sides have taken part." : missing.map((gap) => gap.message).join(" "),
      whyIds: [],
    },
  ];
}

/** A tree in which a side has not told, contributed or read back is labelled so and never settles. */
export const isOneSidedDraft = (index: TreeIndex, context: TreeContext): boolean =>
  missingFromSides(index, context).length > 0;

export type SettlingFault = { code: GateCode | "disputed" | "not_read_back"; message: string; whyIds: string[] };

/** Why a tree may not be settled; empty when every gate is open and both sides agree with every why of P. */
export function settlingFaults(index: TreeIndex, context: TreeContext): SettlingFault[] {
  const faults: SettlingFault[] = gates(index, context)
    .filter((gate) => !gate.open)
    .map(({ code, message, whyIds }) => ({ code, message, whyIds }));
  const path = pathsToRootCauses(index).filter((why) => !agreedByBothSides(index, why));
  for (const sideId of index.tree.sideIds) {
    const name = nameOf(context, sideId);
    const ids = (answer: "disputes" | undefined) =>
      path.filter((why) => standingReadBack(index, why, sideId)?.answer === answer).map((why) => why.id);
    const disputed = ids("disputes");
    const unsigned = ids(undefined);
    if (disputed.length > 0) {
      const message = count(disputed.length, `${name} disputes one why.`, `${name} disputes # whys.`);
      faults.push({ code: "disputed", message, whyIds: disputed });
    }
    if (unsigned.length > 0) {
      const words = [`${name} has not read back one why.`, `${name} has not read back # whys.`] as const;
      faults.push({ code: "not_read_back", message: count(unsigned.length, ...words), whyIds: unsigned });
    }
  }
  return faults;
}

/**
 * Fingerprint of what is settled: the whys of P with text, parent and status. Keep it with the deed; once it differs,
 * or `settlingFaults` are back (a new dispute), the tree is no longer settled.
 */
export const settledMark = (index: TreeIndex): string =>
  fingerprint(
    JSON.stringify([
      essence(index.tree.problem),
      pathsToRootCauses(index).map((why) => [why.id, why.parentId, essence(why.text), why.status]),
    ]),
  );
