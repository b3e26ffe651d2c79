/** How the branches of an imported case may end: judged as by hand (method 1.7), over the trees as they will stand. */
import { hasLiveBelow, type TreeIndex, type TreeWhy, treeIndex } from "@/lib/causes/cause-tree";
import { endingFaults } from "@/lib/causes/endings";
import { noEnding } from "@/lib/causes/standing-whys";
import type { FindingsReader } from "@/lib/causes/text-findings";
import type { Fault } from "./case-faults";
import type { CaseFile, CaseWhy } from "./case-file";
import { type PlacedWhy, targetOfLink } from "./case-places";
import { linkJudge, type Outside } from "./plan-links";
import type { PlannedTree, PlannedWhy } from "./plan-tree";

type Rows = Outside & {
  findingsOn: FindingsReader;
  saidBefore: ReadonlyMap<string, CaseWhy>;
  /** "case:tree/why" of the cases that arrive in the same run: a preview takes them as if they stood. */
  alongside?: ReadonlySet<string>;
};

/** An ending the file names: asked for anew, or said before and taken away since. */
type Asked = { tree: PlannedTree; why: PlannedWhy; placed: PlacedWhy; wanted: Ends };
type Ends = { ending: TreeWhy["ending"]; category: TreeWhy["category"]; sameAsId: string | null };

/**
 * Gives each why of the file the ending it asks for; or none, and a finding that says which rule it breaks. What a file
 * cannot carry (reach, removal, a receiver …) stays unanswered and is no reason to refuse. An ending that people have
 * set, changed or taken away stays theirs for as long as the file goes on saying the same.
 * @returns faults, each a cross-link into a case that is not here
 */
export function planEndings(file: CaseFile, trees: readonly PlannedTree[], rows: Rows): Fault[] {
  const bySource = new Map<string, TreeWhy>();
  for (const { whys } of trees) for (const { placed, now } of whys) if (placed) bySource.set(placed.source, now);

  const faults: Fault[] = [];
  const asked = new Set<TreeWhy>();
  const said: Asked[] = [];
  for (const { tree, why } of trees.flatMap((tree) => tree.whys.map((why) => ({ tree, why })))) {
    const { placed, now } = why;
    if (!placed) continue;
    const anew = isAnew(why, placed, rows.saidBefore.get(placed.source));
    const wanted = endsAs(file, placed, bySource, rows);
    if (wanted === "nowhere") {
      const message = `“${placed.why.sameAs}” is not in this workspace. Import that case first.`;
      if (anew) faults.push({ path: `${placed.path}.sameAs`, message });
      continue;
    }
    if (anew && !endsAlready(now, wanted)) {
      Object.assign(now, noEnding, keptAnswers(now, wanted), wanted);
      if (wanted.ending !== null) asked.add(now);
    }
    if (wanted.ending !== null) said.push({ tree, why, placed, wanted });
  }
  if (faults.length > 0) return faults;

  judge(trees, asked, said, rows);
  return [];
}

function isAnew({ before }: PlannedWhy, { why }: PlacedWhy, was: CaseWhy | undefined): boolean {
  if (!before || !was) return true;
  return why.ending !== was.ending || why.category !== was.category || why.sameAs !== was.sameAs;
}

function endsAs(
  file: CaseFile,
  { why: { ending, category, sameAs } }: PlacedWhy,
  bySource: ReadonlyMap<string, TreeWhy>,
  { targets, alongside }: Rows,
): Ends | "nowhere" {
  if (sameAs === null) return { ending, category, sameAsId: null };
  const { caseKey, source } = targetOfLink(sameAs, file.key);
  if (caseKey === file.key) return { ending, category, sameAsId: bySource.get(source)?.id ?? null };
  const full = `${caseKey}:${source}`;
  const target = targets.get(full);
  if (target) return { ending, category, sameAsId: target.id };
  return alongside?.has(full) ? { ending, category, sameAsId: full } : "nowhere";
}

const endsAlready = (now: TreeWhy, wanted: Ends) =>
  now.ending === wanted.ending &&
  (wanted.ending !== "root_cause" || now.category === wanted.category) &&
  (wanted.ending !== "same_as" || now.sameAsId === wanted.sameAsId);

/** Another category asks for another entry; how far we reach, and what removal does, was answered of the same why. */
const keptAnswers = ({ ending, reach, removal }: TreeWhy, wanted: Ends) =>
  ending === "root_cause" && wanted.ending === "root_cause" ? { reach, removal } : {};

function judge(trees: readonly PlannedTree[], asked: ReadonlySet<TreeWhy>, said: readonly Asked[], rows: Rows) {
  for (const { id, whys } of trees) for (const { now } of whys) now.findings = rows.findingsOn(id, now.id, now.text);
  const whys = trees.flatMap((tree) => tree.whys.map(({ now }) => now));
  const indexes = new Map(trees.flatMap((tree) => ofEach(tree, indexOf(tree))));
  // What the file says and people took away is only asked about, so that each import reports the same.
  const gone = said.filter(({ why, wanted }) => why.now.ending === null && wanted.ending !== null);
  const wouldBe = gone.map(({ why, wanted }) => ({ ...why.now, ...wanted }));
  const linkFault = linkJudge(whys, asked, rows);
  const linkFaultOfGone = wouldBe.length > 0 ? linkJudge(whys, asked, rows, wouldBe.filter(isLink)) : linkFault;

  const faultsOf = (why: TreeWhy, ofLink: typeof linkFault) => {
    const index = indexes.get(why.id);
    if (!index) return [];
    if (!isLink(why)) return endingFaults(index, why, {}).filter(({ unanswered }) => !unanswered);
    // Where it stands is the same question as for an open question; where it leads is asked over all trees at once.
    const place = endingFaults(index, { ...why, ending: "open_question" }, {});
    const link = ofLink(why);
    return link ? [...place, link] : place;
  };

  // All are judged before any is taken away: two that break a rule together both do.
  const broken = trees.flatMap((tree) =>
    tree.whys
      .filter(({ now }) => now.ending !== null)
      .map((why) => ({ tree, why, faults: isTouched(why, asked, indexes) ? faultsOf(why.now, linkFault) : [] }))
      .filter(({ faults }) => faults.length > 0),
  );
  const missed = gone.map(({ tree, why, placed }, at) => ({
    tree,
    placed,
    faults: faultsOf(wouldBe[at] ?? why.now, linkFaultOfGone),
  }));
  for (const { tree, why, faults } of broken) {
    Object.assign(why.now, noEnding);
    if (why.placed?.why.ending) report(tree, why.placed, faults);
  }
  for (const { tree, placed, faults } of missed) report(tree, placed, faults);
}

const isLink = ({ ending }: TreeWhy) => ending === "same_as";

/** Does the import change what the ending rests on: itself, its sentence, its proof, or what stands below it? */
function isTouched({ before, now }: PlannedWhy, asked: ReadonlySet<TreeWhy>, indexes: ReadonlyMap<string, TreeIndex>) {
  if (!before || asked.has(now) || before.text !== now.text || before.status !== now.status) return true;
  const index = indexes.get(now.id);
  return now.ending !== "root_cause" && index !== undefined && hasLiveBelow(index, now.id);
}

function report(tree: PlannedTree, placed: PlacedWhy, faults: readonly { code: string; message: string }[]) {
  for (const { code, message } of faults)
    tree.findings.push({ tree: placed.treeKey, why: placed.why.key, code, message });
}

const ofEach = ({ whys }: PlannedTree, index: TreeIndex) => whys.map(({ now }) => [now.id, index] as const);

const indexOf = ({ id, whys }: PlannedTree): TreeIndex =>
  treeIndex({
    id,
    problem: "",
    problemFindings: [],
    sideIds: ["", ""],
    whys: whys.map(({ now }) => now),
    targets: [],
    perspectiveSideIds: [],
  });
