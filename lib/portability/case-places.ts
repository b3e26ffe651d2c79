/** What the shape of a case file cannot tell: keys that are there once, names and references that lead somewhere. */
import type { Fault } from "./case-faults";
import type { CaseComment, CaseFile, CaseWhy } from "./case-file";

/** A why of the file with its place in it. `source` is "tree/why", by which its row is found again. */
export type PlacedWhy = { why: CaseWhy; treeKey: string; parentKey: string | null; path: string; source: string };

/** The whys of one tree, each before those below it. */
export function whysOf(file: CaseFile, treePlace: number): PlacedWhy[] {
  const tree = file.trees[treePlace];
  const found: PlacedWhy[] = [];
  const gather = (whys: readonly CaseWhy[], parentKey: string | null, path: string) => {
    for (const [at, why] of whys.entries()) {
      const here = `${path}.${at}`;
      found.push({ why, treeKey: tree?.key ?? "", parentKey, path: here, source: `${tree?.key}/${why.key}` });
      gather(why.whys, why.key, `${here}.whys`);
    }
  };
  if (tree) gather(tree.whys, null, `trees.${treePlace}.whys`);
  return found;
}

/** Where `sameAs` leads: the case and, in it, "tree/why". */
export function targetOfLink(sameAs: string, ownCase: string): { caseKey: string; source: string } {
  const colon = sameAs.indexOf(":");
  return colon < 0
    ? { caseKey: ownCase, source: sameAs }
    : { caseKey: sameAs.slice(0, colon), source: sameAs.slice(colon + 1) };
}

export function placeFaults(file: CaseFile): Fault[] {
  const whys = file.trees.flatMap((_tree, place) => whysOf(file, place));
  const sources = new Set(whys.map(({ source }) => source));
  return [
    ...relationshipFaults(file),
    ...twice(file.incidents, "incidents"),
    ...incidentFaults(file),
    ...twice(file.trees, "trees"),
    ...treeFaults(file),
    ...keyFaults(whys, sources),
    ...whys.flatMap((placed) => whyFaults(placed, file, sources)),
    ...twice(file.improvements, "improvements"),
    ...improvementFaults(file, sources),
  ];
}

function relationshipFaults({ relationship: [first, second] }: CaseFile): Fault[] {
  if (first.toLowerCase() !== second.toLowerCase()) return [];
  return [{ path: "relationship.1", message: "A relationship has two different teams." }];
}

function twice(list: readonly { key: string }[], path: string): Fault[] {
  const seen = new Set<string>();
  return list.flatMap(({ key }, at) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: `${path}.${at}.key`, message: `The key "${key}" stands twice.` }];
  });
}

const sideFaults = (side: string | null, { relationship }: CaseFile, path: string): Fault[] =>
  side === null || relationship.some((team) => team === side)
    ? []
    : [{ path, message: `A side is "${relationship[0]}", "${relationship[1]}" or null.` }];

const incidentFaults = (file: CaseFile): Fault[] =>
  file.incidents.flatMap(({ side, costs = [], comments = [] }, at) => [
    ...sideFaults(side, file, `incidents.${at}.side`),
    ...costs.flatMap((cost, place) => sideFaults(cost.side, file, `incidents.${at}.costs.${place}.side`)),
    ...commentFaults(comments, file, `incidents.${at}.comments`),
  ]);

const commentFaults = (comments: readonly CaseComment[], file: CaseFile, path: string): Fault[] =>
  comments.flatMap(({ side }, at) => sideFaults(side, file, `${path}.${at}.side`));

function treeFaults(file: CaseFile): Fault[] {
  const known = new Set(file.incidents.map(({ key }) => key));
  return file.trees.flatMap((tree, place) => {
    const unknown = tree.incidents.flatMap((key, at) =>
      known.has(key) ? [] : [{ path: `trees.${place}.incidents.${at}`, message: `There is no incident "${key}".` }],
    );
    const whys = new Set(whysOf(file, place).map(({ why }) => why.key));
    const comments = tree.comments ?? [];
    const astray = comments.flatMap(({ why }, at) =>
      why === undefined || whys.has(why)
        ? []
        : [{ path: `trees.${place}.comments.${at}.why`, message: `There is no why "${why}" in this tree.` }],
    );
    return [
      ...unknown,
      ...repeated(tree.incidents, `trees.${place}.incidents`),
      ...commentFaults(comments, file, `trees.${place}.comments`),
      ...astray,
    ];
  });
}

function repeated(list: readonly string[], path: string): Fault[] {
  const seen = new Set<string>();
  return list.flatMap((entry, at) => {
    if (seen.has(entry)) return [{ path: `${path}.${at}`, message: `"${entry}" stands twice.` }];
    seen.add(entry);
    return [];
  });
}

/** A key is its parent's key and the place below it: ascending, so that order and keys say the same. */
function keyFaults(whys: readonly PlacedWhy[], sources: ReadonlySet<string>): Fault[] {
  const seen = new Set<string>();
  const last = new Map<string, number>();
  return whys.flatMap(({ why, treeKey, parentKey, path, source }) => {
    const at = `${path}.key`;
    if (seen.has(source)) return [{ path: at, message: `The key "${why.key}" stands twice in this tree.` }];
    seen.add(source);
    const cut = why.key.lastIndexOf(".");
    const above = cut < 0 ? null : why.key.slice(0, cut);
    if (above !== parentKey) {
      const here = parentKey === null ? "the problem" : `"${parentKey}"`;
      if (above === null)
        return [{ path: at, message: `"${why.key}" stands below ${here}; its key says below the problem.` }];
      const where = sources.has(`${treeKey}/${above}`) ? `, but it stands below ${here}` : ", which is missing";
      return [{ path: at, message: `By its key "${why.key}" this hangs on "${above}"${where}.` }];
    }
    const siblings = JSON.stringify([treeKey, parentKey]);
    const number = Number(why.key.slice(cut + 1));
    const before = last.get(siblings) ?? 0;
    last.set(siblings, number);
    return number > before ? [] : [{ path: at, message: `"${why.key}" comes after a key with a higher number.` }];
  });
}

function whyFaults({ why, path }: PlacedWhy, file: CaseFile, sources: ReadonlySet<string>): Fault[] {
  const faults = why.evidence.flatMap(({ side }, at) => sideFaults(side, file, `${path}.evidence.${at}.side`));
  if (why.ending === "same_as" && why.sameAs === null)
    faults.push({ path: `${path}.sameAs`, message: 'The ending "same_as" needs the why it points to.' });
  if (why.ending !== "same_as" && why.sameAs !== null)
    faults.push({ path: `${path}.sameAs`, message: 'Only the ending "same_as" points to another why.' });
  if (why.ending !== "root_cause" && why.category !== null)
    faults.push({ path: `${path}.category`, message: 'Only the ending "root_cause" has a category.' });
  if (why.sameAs !== null) {
    const { caseKey, source } = targetOfLink(why.sameAs, file.key);
    if (caseKey === file.key && !sources.has(source))
      faults.push({ path: `${path}.sameAs`, message: `There is no why "${source}" in this file.` });
  }
  return faults;
}

function improvementFaults(file: CaseFile, sources: ReadonlySet<string>): Fault[] {
  return file.improvements.flatMap(({ whys, comments = [] }, place) => {
    const path = `improvements.${place}.whys`;
    const unknown = whys.flatMap((source, at) =>
      sources.has(source)
        ? []
        : [{ path: `${path}.${at}`, message: `There is no why ${JSON.stringify(source.slice(0, 200))} in this file.` }],
    );
    return [...unknown, ...repeated(whys, path), ...commentFaults(comments, file, `improvements.${place}.comments`)];
  });
}
