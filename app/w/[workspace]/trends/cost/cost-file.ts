import { z } from "zod";
import { relationshipsOf } from "@/app/_server/chosen-relationship";
import type { FileOfChart } from "@/app/_ui/charts/chart-files";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { xmrFile } from "@/lib/charts/xmr-file";
import { findLedgerCurrency, loadLedger } from "@/lib/friction/queries";
import { costChart, costShown } from "@/lib/overview/cost-chart";
import { refuse } from "@/lib/refusal";
import { currencyCode } from "@/lib/text/currencies";
import { todayOf } from "@/lib/text/days";
import { monthsBack } from "@/lib/trends/weeks";

export type CostPath = { workspace: string; relationship: string };

/** So many months the ledger shows, the running one included. */
export const ledgerMonths = 24;

const asked = z.object({
  months: z.coerce.number().int().min(1).max(ledgerMonths).catch(ledgerMonths),
  currency: currencyCode.optional().catch(undefined),
});

/** Where the chart of the ledger is as a file. */
export const costFileAt = (
  workspace: string,
  relationshipId: string,
  { months, currency }: { months: number; currency: string },
): FileOfChart => ({
  href: `/w/${workspace}/trends/cost/${relationshipId}/chart`,
  query: `?months=${months}&currency=${currency}`,
  name: "cost-of-friction",
});

/** The cost of friction by month as a file. @throws Refusal when there is no such relationship */
export async function costFile({ member, params, request }: { member: Member; params: CostPath; request: Request }) {
  const relationship = (await relationshipsOf(member)).find(({ id }) => id === params.relationship);
  if (!relationship) return refuse("not_found", "This relationship does not exist.");
  const { months: shown, currency: wanted } = asked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const db = database();
  const today = todayOf(member);
  const currency = wanted ?? (await findLedgerCurrency(db, member, relationship.id));
  const since = monthsBack(today, shown);
  const { months } = await loadLedger(db, member, { relationshipId: relationship.id, currency, since });
  return xmrFile(costShown(costChart(months, today), months, { currency, locale: member.locale }));
}
