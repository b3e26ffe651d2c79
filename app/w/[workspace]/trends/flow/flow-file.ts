import { relationshipsOf } from "@/app/_server/chosen-relationship";
import type { FileOfChart } from "@/app/_ui/charts/chart-files";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { fileOfShown, type Shown } from "@/lib/charts/shown";
import { agesShown, leadTimesShown, openedClosedShown, stagesShown } from "@/lib/flow/figures";
import { findFirstMove } from "@/lib/flow/first-move";
import { type FlowSpan, findFlow, findLeadTimes, listOpenAges } from "@/lib/flow/queries";
import { daysOf, type Span, spans, spanWords } from "@/lib/flow/span";
import { refuse } from "@/lib/refusal";
import { todayOf } from "@/lib/text/days";
import { type Address, allOfThem } from "./address";

export type FlowPath = { workspace: string; relationship: string; figure: string };

type Asked = { db: Database; member: Member; days: FlowSpan; span: Span };

const figures = {
  stages: async ({ db, member, days }: Asked) => stagesShown(await findFlow(db, member, days), member.locale),
  "opened-closed": async ({ db, member, days }: Asked) =>
    openedClosedShown(await findFlow(db, member, days), member.locale),
  "lead-times": async ({ db, member, days, span }: Asked) =>
    leadTimesShown(await findLeadTimes(db, member, days), span, member.locale),
  ages: async ({ db, member, days }: Asked) =>
    agesShown(await listOpenAges(db, member, days.relationshipId), todayOf(member), member.locale),
} satisfies Record<string, (asked: Asked) => Promise<Shown>>;

export type FlowFigure = keyof typeof figures;
const isFigure = (name: string): name is FlowFigure => Object.hasOwn(figures, name);

/** Where a chart of the flow page is as a file. */
export const flowFileAt = (workspace: string, { span, relationship }: Address, figure: FlowFigure): FileOfChart => ({
  href: `/w/${workspace}/trends/flow/${relationship}/${figure}/chart`,
  query: `?span=${span}`,
  name: figure,
});

/** A chart of the flow as a file. @throws Refusal when there is no such relationship or chart */
export async function flowFile({ member, params, request }: { member: Member; params: FlowPath; request: Request }) {
  const relationship = (await relationshipsOf(member)).find(({ id }) => id === params.relationship);
  if (!relationship && params.relationship !== allOfThem)
    return refuse("not_found", "This relationship does not exist.");
  if (!isFigure(params.figure)) return refuse("not_found", "This chart does not exist.");
  const wanted = new URL(request.url).searchParams.get("span");
  const span = spans.find((each) => each === wanted) ?? "quarter";
  const db = database();
  const firstOn = await findFirstMove(db, member, relationship?.id);
  const days = { relationshipId: relationship?.id, ...daysOf(span, todayOf(member), firstOn) };
  const shown = await figures[params.figure]({ db, member, days, span });
  return fileOfShown(shown, `${relationship?.name ?? "all relationships"}, ${spanWords[span]}`);
}
