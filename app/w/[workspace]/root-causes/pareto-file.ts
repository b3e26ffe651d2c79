import { relationshipsOf } from "@/app/_server/chosen-relationship";
import type { FileOfChart } from "@/app/_ui/charts/chart-files";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { periodWords } from "@/lib/root-causes/pareto-periods";
import { todayOf } from "@/lib/text/days";
import { type Address, addressOf, readAddress } from "./address";
import { readPareto } from "./pareto-read";
import { paretoFile } from "./pareto-shown";

export type ParetoPath = { workspace: string; relationship: string };

const allOfThem = "all";

/** Where the Pareto of an address is as a file; it says all that its page may have chosen by itself. */
export function paretoFileAt(workspace: string, address: Address, relationshipId: string | undefined): FileOfChart {
  const { view, by, period, currency } = address;
  const whole = addressOf(workspace, { view, by, period, currency, per: "month", q: "" });
  const [path, query] = whole.split("?");
  return {
    href: `${path}/pareto/${relationshipId ?? allOfThem}/chart`,
    query: query && `?${query}`,
    name: "pareto",
  };
}

/** The Pareto as a file, of a relationship or of all. @throws Refusal when there is no such relationship */
export async function paretoAskedFor({
  member,
  params,
  request,
}: {
  member: Member;
  params: ParetoPath;
  request: Request;
}) {
  const isAll = params.relationship === allOfThem;
  const relationship = (await relationshipsOf(member)).find(({ id }) => id === params.relationship);
  if (!relationship && !isAll) return refuse("not_found", "This relationship does not exist.");
  const address = readAddress(Object.fromEntries(new URL(request.url).searchParams));
  const read = await readPareto(member, address, relationship?.id);
  const weeks = periodWords(read.period, todayOf(member));
  return paretoFile(read, member.locale, `${relationship?.name ?? "all relationships"}, ${weeks.toLowerCase()}`);
}
