/** What friction costs, by formula (method 6.4): low, expected and high, from what somebody can know. Amounts are money of one currency. */
import { type FrictionCode, frictionCodes } from "@/db/terms";

/** One thing that was put in. What nobody can say is null, never 0; a bound that is not said is the expected figure. */
export type Given = { low: number | null; expected: number | null; high: number | null };
export type Inputs = Partial<Record<string, Given>>;
export type Amount = { low: number | null; expected: number | null; high: number | null };

/** `percent`: 0 to 100. `count` is whole where things are counted one by one. */
export type InputKind = "count" | "amount" | "percent" | "hours" | "days";
/** `lowers`: more of it makes the cost smaller, so its high bound makes the low one. */
export type InputField = { name: string; kind: InputKind; lowers?: true; optional?: true };

type Formula = { fields: readonly InputField[]; of: (value: (name: string) => number) => number };

/** How many late leads of the month stand in the ledger as lost deals already; put in by the ledger, not by a person. */
export const countedAsLost = "countedAsLost";
/** Of lost deals: how many began as leads that were answered late, and so may not count there again. */
export const fromLateLeads = "fromLateLeads";
const probability = "probability";
/** That friction decided a deal: nobody knows better (method 6.4). */
const decided: Given = { low: 0.1, expected: 0.5, high: 0.9 };

const share = (percent: number) => percent / 100;

/** method 6.4, in its order. */
const formulas: Record<FrictionCode, Formula> = {
  rework: {
    fields: [
      { name: "firstHours", kind: "hours", optional: true },
      { name: "firstRate", kind: "amount", optional: true },
      { name: "secondHours", kind: "hours", optional: true },
      { name: "secondRate", kind: "amount", optional: true },
    ],
    of: (value) => value("firstHours") * value("firstRate") + value("secondHours") * value("secondRate"),
  },
  wasted_leads: {
    fields: [
      { name: "leads", kind: "count" },
      { name: "costPerLead", kind: "amount" },
    ],
    of: (value) => value("leads") * value("costPerLead"),
  },
  late_response: {
    fields: [
      { name: "lateLeads", kind: "count" },
      { name: "onTimePercent", kind: "percent" },
      { name: "latePercent", kind: "percent", lowers: true },
      { name: "laterPercent", kind: "percent" },
      { name: "dealSize", kind: "amount" },
      { name: "marginPercent", kind: "percent" },
    ],
    of: (value) =>
      Math.max(0, value("lateLeads") - value(countedAsLost)) *
      Math.max(0, share(value("onTimePercent")) - share(value("latePercent"))) *
      share(value("laterPercent")) *
      value("dealSize") *
      share(value("marginPercent")),
  },
  unused_content: {
    fields: [
      { name: "assets", kind: "count" },
      { name: "productionCost", kind: "amount" },
    ],
    of: (value) => value("assets") * value("productionCost"),
  },
  delay: {
    fields: [
      { name: "revenue", kind: "amount" },
      { name: "marginPercent", kind: "percent" },
      { name: "days", kind: "days" },
      { name: "capitalPercent", kind: "percent" },
    ],
    of: (value) =>
      value("revenue") * share(value("marginPercent")) * (value("days") / 365) * share(value("capitalPercent")),
  },
  lost_deals: {
    fields: [
      { name: "deals", kind: "count" },
      { name: "dealSize", kind: "amount" },
      { name: "marginPercent", kind: "percent" },
      { name: fromLateLeads, kind: "count", optional: true },
    ],
    of: (value) => value("deals") * value("dealSize") * share(value("marginPercent")) * value(probability),
  },
};

export const fieldsOf = (code: FrictionCode): readonly InputField[] => formulas[code].fields;
export const isFrictionCode = (code: string): code is FrictionCode =>
  (frictionCodes as readonly string[]).includes(code);

/**
 * What a line comes to, unrounded. Where something that is needed is unknown, the amount is unknown: blank, not 0. A rate
 * without its hours, or hours without their rate, are unknown, too.
 */
export function amountOf(code: FrictionCode, inputs: Inputs): Amount {
  const { fields, of } = formulas[code];
  const given: Inputs = { ...inputs, [probability]: decided };
  if (fields.some(({ name, optional }) => !optional && given[name]?.expected == null) || isHalf(code, inputs))
    return { low: null, expected: null, high: null };
  const at = (bound: "low" | "expected" | "high") =>
    of((name) => {
      const lowers = fields.find((field) => field.name === name)?.lowers || name === countedAsLost;
      return boundOf(given[name], lowers ? opposite[bound] : bound);
    });
  return { low: at("low"), expected: at("expected"), high: at("high") };
}

const opposite = { low: "high", expected: "expected", high: "low" } as const;

const boundOf = (given: Given | undefined, bound: keyof Given): number => given?.[bound] ?? given?.expected ?? 0;

/** Rework of one side needs both of its figures, and at least one side needs them. */
function isHalf(code: FrictionCode, inputs: Inputs): boolean {
  if (code !== "rework") return false;
  const has = (name: string) => inputs[name]?.expected != null;
  const sides = [
    { hours: has("firstHours"), rate: has("firstRate") },
    { hours: has("secondHours"), rate: has("secondRate") },
  ];
  return sides.some(({ hours, rate }) => hours !== rate) || sides.every(({ hours }) => !hours);
}

export type InputFault = { name: string; bound: keyof Given; message: string };

/** What cannot be: below zero, past a hundred per cent, half a lead, a range the wrong way round, late better than on time. */
export function faultsIn(code: FrictionCode, inputs: Inputs): InputFault[] {
  const faults: InputFault[] = [];
  for (const { name, kind } of fieldsOf(code)) {
    const given = inputs[name];
    if (!given) continue;
    for (const bound of ["low", "expected", "high"] as const) {
      const message = faultOf(given[bound], kind);
      if (message) faults.push({ name, bound, message });
    }
    const { low, expected, high } = given;
    if (expected === null && (low !== null || high !== null))
      faults.push({ name, bound: "expected", message: "Say what you expect, too." });
    if (low !== null && expected !== null && low > expected)
      faults.push({ name, bound: "low", message: "The low figure lies above the expected one." });
    if (high !== null && expected !== null && high < expected)
      faults.push({ name, bound: "high", message: "The high figure lies below the expected one." });
  }
  const [onTime, late] = [inputs.onTimePercent?.expected, inputs.latePercent?.expected];
  if (code === "late_response" && onTime != null && late != null && late > onTime)
    faults.push({ name: "latePercent", bound: "expected", message: "Late leads convert better than those on time?" });
  const [deals, ofLate] = [inputs.deals?.expected, inputs[fromLateLeads]?.expected];
  if (code === "lost_deals" && deals != null && ofLate != null && ofLate > deals)
    faults.push({ name: fromLateLeads, bound: "expected", message: "These are more than the deals that were lost." });
  return faults;
}

function faultOf(value: number | null, kind: InputKind): string | undefined {
  if (value === null) return undefined;
  if (!Number.isFinite(value) || value > 1e12) return "This is more than can be kept.";
  if (value < 0) return "This is at least 0.";
  if (kind === "percent" && value > 100) return "At most 100 per cent.";
  if (kind === "count" && !Number.isInteger(value)) return "A whole number.";
  return undefined;
}
