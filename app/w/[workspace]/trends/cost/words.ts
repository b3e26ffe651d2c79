import type { FrictionCode } from "@/db/terms";
import type { Side } from "@/lib/teams/sides";

/** What each formula of the ledger is called, and what it multiplies (method 6.4). */
export const frictionWords: Record<FrictionCode, { name: string; formula: string }> = {
  rework: { name: "Rework", formula: "Hours of each side × what an hour costs." },
  wasted_leads: {
    name: "Leads not worked in time",
    formula: "Leads that met the criteria and were not worked in time × what a lead costs.",
  },
  late_response: {
    name: "Late response",
    formula: "Late leads × (conversion on time − conversion when late) × later conversions × deal size × margin.",
  },
  unused_content: {
    name: "Unused content",
    formula: "Assets that nobody used within 90 days × what one costs to make.",
  },
  delay: { name: "Delay", formula: "Delayed revenue × margin × days ÷ 365 × cost of capital." },
  lost_deals: {
    name: "Lost deals",
    formula: "Deals × deal size × margin × the probability that friction decided it: 0.1, 0.5, 0.9.",
  },
};

const words: Record<string, string> = {
  leads: "Leads",
  costPerLead: "Cost of a lead",
  lateLeads: "Leads answered late",
  onTimePercent: "Conversion on time, %",
  latePercent: "Conversion when late, %",
  laterPercent: "Later conversions, %",
  dealSize: "Deal size",
  marginPercent: "Margin, %",
  assets: "Assets",
  productionCost: "Cost to make one",
  revenue: "Delayed revenue",
  days: "Days",
  capitalPercent: "Cost of capital a year, %",
  deals: "Deals",
  fromLateLeads: "Of these, leads answered late",
};

/** What an input is called; hours and rates by the side they are of. */
export function inputWords(name: string, [first, second]: readonly [Side, Side]): string {
  const ofSide: Record<string, string> = {
    firstHours: `Hours of ${first.name}`,
    firstRate: `An hour of ${first.name} costs`,
    secondHours: `Hours of ${second.name}`,
    secondRate: `An hour of ${second.name} costs`,
  };
  return ofSide[name] ?? words[name] ?? name;
}
