/** The history in plain sentences: what each verb says after the name of whoever did it. One file, so that a translation is one file. */
import { list } from "@/lib/text/counted";
import { categoryWords, endingWords, phaseWords, stageWords, sustainWords, verdictWords } from "@/lib/text/words";

/** `says` follows the name; `quote` is somebody's own words, set apart. `byItself`: it happened, nobody's name stands before it. */
export type Sentence = { says: string; quote?: string; byItself?: boolean };

type Details = Record<string, unknown>;
/** Names of teams by their id. */
export type TeamNames = Readonly<Record<string, string>>;
/** A calendar day "YYYY-MM-DD" as the reader writes days. */
export type DayWords = (day: string) => string;
type Tell = (details: Details, teams: TeamNames, day: DayWords) => Sentence;

const asItStands: DayWords = (day) => day;

const word = (value: unknown) => (typeof value === "string" ? value : "");
const quoted = (value: unknown) => word(value) || undefined;
const among = <W extends Record<string, string>>(words: W, code: unknown) => words[word(code)] ?? word(code);
const says =
  (sentence: string): Tell =>
  () => ({ says: sentence });
const about =
  (sentence: string, key: string): Tell =>
  (details) => ({ says: sentence, quote: quoted(details[key]) });

const fieldWords: Record<string, string> = {
  title: "the title",
  observed: "what was observed",
  expected: "what was expected",
  noAgreedStandard: "whether a standard exists",
  extent: "the gap",
  occurredOn: "the day",
  occurredUntil: "the last day",
  occurredApproximately: "how sure the day is",
  handOff: "the hand-off",
  detectedBy: "how it was found",
  severity: "the severity",
  category: "the category",
  sideId: "the side",
  anonymous: "whether the reporter is named",
  kind: "the kind",
  ownerId: "the owner",
  dueOn: "the due day",
  strength: "the strength",
};

const carryOverDeeds: Record<string, string> = {
  continue: "carried it over",
  replan: "carried it over, planned anew",
  drop: "dropped it",
};

const cycleSteps: Record<string, string> = {
  plan: "ended the scan; the objectives are being planned",
  catchball: "sent the objectives into the catchball between the sides",
  running: "began to work in this cycle",
  review: "began the review of the whole",
};

const edited: Tell = ({ after }) => {
  const changed = after && typeof after === "object" ? Object.entries(after) : [];
  const [field, value] = changed[0] ?? [];
  if (changed.length === 1 && field === "severity") {
    return { says: value === null ? "took the severity back" : `set severity ${value}` };
  }
  return { says: `changed ${list(changed.map(([name]) => fieldWords[name] ?? name))}` };
};

const perspective =
  (deed: string): Tell =>
  ({ sideId }, teams) => {
    const team = teams[word(sideId)];
    return { says: team ? `${deed} the ${team} perspective` : `${deed} a perspective` };
  };

const sentences: Record<string, Tell> = {
  "incident.logged": says("logged this incident"),
  "incident.edited": edited,
  "incident.stage_moved": ({ to }) => ({ says: `Moved to “${among(stageWords, to)}”`, byItself: true }),
  "incident.closed": says("closed this incident"),
  "incident.withdrawn": about("withdrew this incident", "reason"),
  "incident.contained_only": about("ended this incident as contained only", "reason"),
  "incident.reopened": about("reopened this incident", "reason"),
  "incident.shared": ({ days, withNames }) => ({
    says: `made a link to this incident’s A3 for ${days} days${withNames ? ", with names" : ""}`,
  }),
  "incident.unshared": says("withdrew a link to this incident’s A3"),
  "incident.root_cause_linked": about("linked a known root cause", "text"),
  "incident.root_cause_unlinked": about("took the link to a root cause away", "text"),
  "cost.added": about("wrote down what it cost", "basis"),
  "cost.changed": about("changed what it cost", "basis"),
  "cost.removed": about("took a cost away", "basis"),
  "cost.restored": about("put a cost back", "basis"),
  "measure.created": about("began to follow a measure", "name"),
  "measure.changed": about("changed what is said about a measure", "name"),
  "measure.removed": about("took a measure away", "name"),
  "measure.restored": about("put a measure back", "name"),
  "measure.readings_entered": ({ name, count }) => ({
    says: `entered ${count === 1 ? "a value" : `${Number(count)} values`}`,
    quote: quoted(name),
  }),
  "measure.reading_removed": ({ name, periodOn }, _teams, day) => ({
    says: `took the value of ${day(word(periodOn))} away`,
    quote: quoted(name),
  }),
  "measure.left_out": ({ periodOn, why }, _teams, day) => ({
    says: `left ${day(word(periodOn))} out of the limits`,
    quote: quoted(why),
  }),
  "measure.counted_again": ({ name, periodOn }, _teams, day) => ({
    says: `let ${day(word(periodOn))} count for the limits again`,
    quote: quoted(name),
  }),
  "measure.baseline_locked": ({ fromOn, throughOn, reason }, _teams, day) => ({
    says: `locked the limits by what was from ${day(word(fromOn))} to ${day(word(throughOn))}`,
    quote: quoted(reason),
  }),
  "measure.signal_logged": about("made an incident of a signal", "name"),
  "measure.signal_set_aside": about("set a signal aside", "why"),
  "ledger.line_added": about("wrote down what friction cost in a month", "basis"),
  "ledger.line_changed": about("changed what friction cost in a month", "basis"),
  "ledger.line_removed": about("took a line out of the ledger", "basis"),
  "ledger.line_restored": about("put a line back into the ledger", "basis"),
  "ledger.line_confirmed": about("confirmed what friction cost", "basis"),
  "comment.written": (details) => ({ says: details.case ? "took a comment in with a case" : "wrote a comment" }),
  "comment.reworded": says("reworded a comment"),
  "comment.removed": says("removed a comment"),
  "incident.tree_linked": about("linked a cause tree that stands", "problem"),
  "incident.tree_unlinked": about("took the link to a cause tree away", "problem"),
  "perspective.written": perspective("wrote"),
  "perspective.reworded": perspective("reworded"),
  "perspective.asked": ({ sideId }, teams) => ({
    says: `asked ${teams[word(sideId)] ?? "the other side"} how it looked from their seat`,
  }),
  "tree.opened": about("opened a cause tree", "problem"),
  "tree.only_cause_explained": about("wrote why the problem has one cause only", "reason"),
  "tree.only_cause_reopened": about("took back why the problem has one cause only", "before"),
  "tree.settled": says("settled the cause tree"),
  "tree.unsettled": says("touched what was settled; the cause tree is open again"),
  "finding.dismissed": about("let a wording hint stand", "reason"),
  "finding.overruled": ({ sideId, reason }, teams) => {
    const team = teams[word(sideId)];
    return { says: `let the wording of a branch end stand${team ? ` for ${team}` : ""}`, quote: quoted(reason) };
  },
  "finding.reopened": about("took back that a wording may stand", "text"),
  "why.refuted": about("refuted a why", "text"),
  "why.ended": ({ text, ending, category }) => ({
    says:
      ending === "root_cause" && category
        ? `marked a root cause (${among(categoryWords, category).toLowerCase()})`
        : `ended a branch: ${among(endingWords, ending)}`,
    quote: quoted(text),
  }),
  "read_back.disputes": ({ reason, text }) => ({ says: "disputed a read-back", quote: quoted(reason) ?? quoted(text) }),
  "root_cause.entered": about("entered this root cause", "text"),
  "root_cause.edited": about("reworded this root cause", "text"),
  "root_cause.described": says("said more about its categories and its trend"),
  "root_cause.merged": about("merged it into another root cause", "text"),
  "root_cause.took_in": about("took another root cause in", "text"),
  "root_cause.split": about("took a part of it into a new root cause", "text"),
  "root_cause.split_off": about("took it out of another root cause", "text"),
  "root_cause.accepted": ({ sponsor, reason }) => ({
    says: `wrote down that ${word(sponsor)} accepts it`,
    quote: quoted(reason),
  }),
  "root_cause.acceptance_withdrawn": about("took the acceptance back", "reason"),
  "root_cause.rated": ({ year, severity, note }) => ({
    says: severity === null ? `took the severity of ${year} back` : `set severity ${severity} for ${year}`,
    quote: quoted(note),
  }),
  "improvement.planned": says("planned this improvement"),
  "improvement.imported": says("brought it in with a case file"),
  "improvement.edited": edited,
  "improvement.linked": says("linked what it acts on"),
  "improvement.unlinked": says("let go of something it acted on"),
  "improvement.predicted": ({ text, measure }) => ({
    says: "wrote the prediction",
    quote: quoted(text) ?? quoted(measure),
  }),
  "improvement.started": says("started work"),
  "improvement.implemented": about("put it in place", "implementation"),
  "improvement.closed": about("closed it with a result", "result"),
  "improvement.learned": about("wrote down what was learned", "learning"),
  "improvement.adapted": about("planned the next try", "learning"),
  "improvement.abandoned": about("gave it up", "reason"),
  "improvement.cancelled": about("cancelled it", "reason"),
  "improvement.standard_written": about("wrote the standard", "text"),
  "improvement.standard_changed": about("changed the standard", "text"),
  "improvement.standard_reviewed": ({ holds, closed, reopened, seen }) => ({
    says: holds
      ? `found that the standard holds${closed ? " and closed this improvement" : ""}`
      : `found that the standard does not hold${reopened ? ", so it goes back to plan" : ""}`,
    quote: quoted(seen),
  }),
  "improvement.sustain_answered": ({ afterDays, answer, reopened, seen }) => ({
    says: `said after ${afterDays} days: ${among(sustainWords, answer).toLowerCase()}${reopened ? ", so it goes back to plan" : ""}`,
    quote: quoted(seen),
  }),
  "improvement.came_back": ({ reopened, title }) => ({
    says: `The root cause came back although this was in place${reopened ? ", so it goes back to plan" : ""}`,
    quote: quoted(title),
    byItself: true,
  }),
  "improvement.blocked": about("marked it as blocked", "reason"),
  "improvement.unblocked": says("said that it goes on"),
  "improvement.chosen": about("took it into a cycle", "cycle"),
  "improvement.let_go": about("let it go from a cycle", "cycle"),
  "improvement.carried_over": ({ decision, cycle, reason, sponsor, times }) => ({
    says: `${among(carryOverDeeds, decision)} at the end of ${word(cycle)}${sponsor ? `, decided by ${word(sponsor)}` : ""}${decision === "drop" || times === 1 ? "" : `, for the ${times}. time`}`,
    quote: quoted(reason),
  }),
  "cycle.opened": about("opened this cycle", "name"),
  "cycle.moved_on": ({ to }) => ({ says: among(cycleSteps, to) }),
  "cycle.committed": says("committed the objectives of both sides"),
  "cycle.closed": says("closed this cycle"),
  "cycle.pressure_noted": about("noted a pressure", "title"),
  "cycle.pressure_read": ({ title, direction, strength }) => ({
    says: `read a pressure as ${word(direction)}, strength ${String(strength ?? "")}`,
    quote: quoted(title),
  }),
  "cycle.pressure_ended": about("said that a pressure is over", "title"),
  "cycle.objective_proposed": about("put an objective on the table", "title"),
  "cycle.objective_reworded": about("wrote on an objective", "title"),
  "cycle.objective_countered": about("made a counter-proposal, so both sides answer anew", "title"),
  "cycle.objective_agreed": ({ sideId, title }, teams) => ({
    says: `agreed for ${teams[word(sideId)] ?? "their side"}`,
    quote: quoted(title),
  }),
  "cycle.objective_handed_on": about("named another owner, as the one before has left", "title"),
  "cycle.objective_removed": about("took an objective off the table", "title"),
  "cycle.result_written": about("wrote what came of an objective", "result"),
  "cycle.objective_reviewed": ({ title, decision, reason }) => ({
    says: `decided to ${word(decision)} “${word(title)}”`,
    quote: quoted(reason),
  }),
  "cycle.improvement_chosen": about("took an improvement into the cycle", "title"),
  "cycle.improvement_let_go": about("let an improvement go", "title"),
  "cycle.huddle_held": about("wrote down the huddle", "help"),
  "cycle.reviewed": about("wrote the review of the whole", "learned"),
  "cycle.left_decided": ({ title, decision, reason }) => ({
    says: `${among(carryOverDeeds, decision)}: “${word(title)}”`,
    quote: quoted(reason),
  }),
  "lane.limited": ({ phase, most }) => ({
    says:
      typeof most === "number"
        ? `set a limit of ${most} for ${among(phaseWords, phase)} on the board`
        : `took the limit of ${among(phaseWords, phase)} on the board away`,
  }),
  "view.saved": about("kept a view", "name"),
  "view.changed": about("changed a view", "name"),
  "view.shared": about("shared a view", "name"),
  "view.unshared": about("took a view back to themselves", "name"),
  "view.removed": about("removed a view", "name"),
  "view.restored": about("put a view back", "name"),
  "root_cause.weak_reason_given": about("said why nothing stronger is done about it", "weakReason"),
  "improvement.judged": ({ verdict, seen }) => ({
    says: `gave the verdict: ${among(verdictWords, verdict).toLowerCase()}`,
    quote: quoted(seen),
  }),
};

/** The sentence for a deed; undefined for a verb nobody has words for, which is then not shown. */
export const sentenceFor = (
  { verb, details }: { verb: string; details: Details | null },
  teams: TeamNames,
  day: DayWords = asItStands,
): Sentence | undefined => sentences[verb]?.(details ?? {}, teams, day);
