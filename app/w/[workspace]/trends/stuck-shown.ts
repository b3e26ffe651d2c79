import { drawAmounts } from "@/lib/charts/amounts-drawing";
import { type Shown, tableAndSheet } from "@/lib/charts/shown";
import type { Stuck } from "@/lib/overview/stuck";
import { stuckSaid } from "@/lib/overview/words";
import { phaseWords } from "@/lib/text/words";
import { stuckAfterDays } from "@/lib/trends/ages";

/** What has been open for long, the oldest first, for its page and its file alike. */
export function stuckShown({ stuck, open, cards }: Stuck, locale: string): Shown {
  const { lead } = stuckSaid(stuck, open, undefined, stuckAfterDays);
  const days = (count: number) => `${count.toLocaleString(locale)} days`;
  const named = cards.map(({ title, phase, days: age }) => ({ name: `${title} (${phaseWords[phase]})`, amount: age }));
  return {
    label: "Stuck improvements",
    sentence: lead.replace(/\.$/, ""),
    captions: [`${stuck} of ${open} open`, "Days since it was first planned; carrying over keeps the day"],
    isEmpty: cards.length === 0,
    draw: (width) => drawAmounts(named, { width, amount: days }),
    ...tableAndSheet(
      ["What", "Days"],
      named.map(({ name, amount }) => [name, name, amount]),
      locale,
    ),
  };
}
