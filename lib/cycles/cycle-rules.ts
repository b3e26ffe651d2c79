/** One turn of continuous improvement: its phases, and what each step asks for before it is taken (method 3.5). */
import { type CarryOverDecision, type CatchballMove, type CycleKind, type CyclePhase, cyclePhases } from "@/db/terms";
import { addDays, daysFrom } from "@/lib/text/days";

/** `field` is the name of the form field; "phase" and "by" stand for the moment and the person. */
export type CycleFault = { field: string; message: string };

const ask = (missing: boolean, field: string, message: string): CycleFault[] => (missing ? [{ field, message }] : []);

/** method 3.5: so few that both sides can keep them in mind, so many that it is more than one person's wish. */
export const fewestObjectives = 3;
export const mostObjectives = 5;

/** The phase that follows; null after the last: the next cycle opens from it. */
export const phaseAfter = (phase: CyclePhase): CyclePhase | null => cyclePhases[cyclePhases.indexOf(phase) + 1] ?? null;

/** Words, owners and measures may be written; once committed they stand until a review says "adapt". */
export const isBeingPlanned = (phase: CyclePhase): boolean =>
  phase === "scan" || phase === "plan" || phase === "catchball";

type Span = { startsOn: string; endsOn: string };

/** Both days belong to the cycle, so two cycles may not share even one. */
export const overlap = (one: Span, other: Span): boolean =>
  one.startsOn <= other.endsOn && other.startsOn <= one.endsOn;

/** A cycle is shorter than a week only by mistake, and no plan reaches past two years. */
export function spanFaults({ startsOn, endsOn }: Span): CycleFault[] {
  const days = daysFrom(startsOn, endsOn);
  return [
    ...ask(days < 7, "endsOn", "A cycle lasts at least a week: choose a later day."),
    ...ask(days > 2 * 366, "endsOn", "A cycle lasts two years at most."),
  ];
}

/** The days that follow a span: a year or a quarter, beginning the day after, or with the month of `today` for the first. */
export function proposedSpan(kind: CycleKind, after: { endsOn: string } | null, today: string): Span {
  const startsOn = after ? addDays(after.endsOn, 1) : `${today.slice(0, 8)}01`;
  return { startsOn, endsOn: addDays(monthsOn(startsOn, kind === "year" ? 12 : 3), -1) };
}

/** What a cycle of these days is usually called: “2027”, or “2026/27” where it goes on into the next year. */
export const proposedName = ({ startsOn, endsOn }: Span): string => {
  const [first, last] = [startsOn.slice(0, 4), endsOn.slice(0, 4)];
  return first === last ? first : `${first}/${last.slice(2)}`;
};

/** The same day so many months on; the last day of the month where it has no such day. */
function monthsOn(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  lastOfMonth.setUTCDate(Math.min(date, lastOfMonth.getUTCDate()));
  return lastOfMonth.toISOString().slice(0, 10);
}

export type WrittenObjective = {
  firstOwnerId: string | null;
  secondOwnerId: string | null;
  indicator: string | null;
  baseline: string | null;
  target: string | null;
  leading: string | null;
  lagging: string | null;
  balancing: string | null;
};

/** What an objective lacks before a side can agree to it. */
export function objectiveFaults(objective: WrittenObjective): CycleFault[] {
  const { firstOwnerId, secondOwnerId } = objective;
  return [
    ...ask(!firstOwnerId, "firstOwnerId", "It needs an owner from each side."),
    ...ask(!secondOwnerId, "secondOwnerId", "It needs an owner from each side."),
    ...ask(!objective.indicator, "indicator", "Name the indicator."),
    ...ask(!objective.baseline, "baseline", "Say where it stands today."),
    ...ask(!objective.target, "target", "Say what level is aimed at."),
    ...ask(!objective.leading, "leading", "Name a leading measure: what moves first."),
    ...ask(!objective.lagging, "lagging", "Name a lagging measure: what counts in the end."),
    ...ask(!objective.balancing, "balancing", "Name a balancing measure: what must not get worse."),
  ];
}

export type Turn = { sideId: string; move: CatchballMove; ofVersion: number };

/** The sides that agreed to the words as they stand now: an agreement to an earlier version is void. */
export const agreedSides = (version: number, turns: readonly Turn[]): string[] => [
  ...new Set(turns.filter(({ move, ofVersion }) => move === "agreed" && ofVersion === version).map((t) => t.sideId)),
];

type Ball = { version: number; turns: readonly Turn[] };

export const isAgreed = ({ version, turns }: Ball, sideIds: readonly string[]): boolean => {
  const agreed = agreedSides(version, turns);
  return sideIds.every((side) => agreed.includes(side));
};

/** Why a side may not agree to an objective. Whoever is neutral helps both sides and agrees for neither. */
export function agreeFaults(deed: {
  phase: CyclePhase;
  adapting: boolean; // a review asked for other words
  sideId: string | null;
  objective: WrittenObjective;
}): CycleFault[] {
  if (deed.sideId === null)
    return [{ field: "by", message: "Whoever is neutral helps both sides and agrees for neither." }];
  const open = deed.phase === "catchball" || (deed.phase === "running" && deed.adapting);
  if (!open) return [{ field: "phase", message: "The sides agree while the ball is between them: in the catchball." }];
  return objectiveFaults(deed.objective);
}

type Planned = WrittenObjective & Ball & { title: string };

/** Why a cycle may not be committed (catchball → committed): every reason, the sides by their names. */
export function commitFaults(
  objectives: readonly Planned[],
  sides: readonly { id: string; name: string }[],
): CycleFault[] {
  const count = objectives.length;
  return [
    ...ask(
      count < fewestObjectives,
      "objectives",
      `It takes ${fewestObjectives} to ${mostObjectives} objectives; there are ${count}.`,
    ),
    ...ask(count > mostObjectives, "objectives", `At most ${mostObjectives} objectives; there are ${count}.`),
    ...objectives.flatMap((objective) => {
      const lacks = objectiveFaults(objective);
      if (lacks.length > 0)
        return [
          {
            field: "objectives",
            message: `“${objective.title}” is not whole: ${lacks.map(({ message }) => message).join(" ")}`,
          },
        ];
      const agreed = agreedSides(objective.version, objective.turns);
      const silent = sides.filter(({ id }) => !agreed.includes(id)).map(({ name }) => name);
      return ask(
        silent.length > 0,
        "objectives",
        `“${objective.title}”: ${silent.join(" and ")} ${silent.length === 1 ? "has" : "have"} not agreed.`,
      );
    }),
  ];
}

/** From the second time on somebody who sponsors the work decides (method 3.5). */
export const needsSponsor = (carriedOver: number): boolean => carriedOver + 1 >= 2;

/** Why the decision on an unfinished improvement may not stand. `endsOn` is the last day of the cycle it was left in. */
export function carryOverFaults(deed: {
  decision: CarryOverDecision;
  sponsor: string | null;
  dueOn: string | null;
  carriedOver: number;
  endsOn: string;
}): CycleFault[] {
  const times = deed.carriedOver + 1;
  return [
    ...ask(
      needsSponsor(deed.carriedOver) && !deed.sponsor,
      "sponsor",
      `This would be time ${times}: name the sponsor who decides.`,
    ),
    ...ask(deed.decision === "replan" && !deed.dueOn, "dueOn", "Planned anew: name the day by which it is in place."),
    ...ask(
      deed.decision === "replan" && deed.dueOn !== null && deed.dueOn <= deed.endsOn,
      "dueOn",
      "That day is within the cycle that ends.",
    ),
  ];
}

/** method 3.5: the look at each objective, once a quarter. */
export const daysBetweenReviews = 91;

/** The day on which the next quarterly review is due: a quarter after the last, or after the beginning. */
export const reviewDueOn = (startsOn: string, lastHeldOn: string | null): string =>
  addDays(lastHeldOn && lastHeldOn > startsOn ? lastHeldOn : startsOn, daysBetweenReviews);
