import type { Metadata } from "next";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { ActionForm } from "@/app/_ui/form";
import { Icon } from "@/app/_ui/icon";
import { Notice } from "@/app/_ui/notice";
import { PageFrame } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { chartMeasures } from "@/lib/measures/charted";
import { findMeasure, listMeasures } from "@/lib/measures/queries";
import { countWaitingSignals } from "@/lib/measures/signals";
import { rowId } from "@/lib/text/shapes";
import { restoreMeasureAction } from "./actions";
import { MeasureRow } from "./measure-row";

export const metadata: Metadata = { title: "Measures" };

/** The figures that both sides follow, each with the sentence of its chart. */
export default async function MeasuresPage({ params, searchParams }: PageProps<"/w/[workspace]/trends/measures">) {
  const { workspace } = await params;
  const asked = rowId.safeParse((await searchParams).removed).data;
  const member = await requireMember(workspace);
  const relationship = await chosenRelationship(member);
  const db = database();
  const [measures, removed] = await Promise.all([
    listMeasures(db, member, relationship.id),
    asked ? findMeasure(db, member, asked) : undefined,
  ]);
  const [charts, waiting] = await Promise.all([
    chartMeasures(db, member, measures),
    countWaitingSignals(db, member, relationship.id),
  ]);
  const here = `/w/${workspace}/trends/measures`;
  const mayDefine = may(member.role, "measure:define");
  const follow = mayDefine && (
    <ButtonLink variant="primary" href={`${here}/new`}>
      <Icon name="plus" />
      Follow a measure
    </ButtonLink>
  );
  return (
    <PageFrame
      title="Measures"
      note={measures.length > 0 ? relationship.name : undefined}
      crumbs={[{ label: "Trends", href: `/w/${workspace}/trends` }, { label: "Measures" }]}
      tools={measures.length > 0 && follow}
    >
      {mayDefine && removed?.removedAt && (
        <Notice
          action={
            <ActionForm action={restoreMeasureAction.bind(null, workspace)} label={`Put ${removed.name} back`}>
              <input type="hidden" name="measureId" value={removed.id} />
              <Button type="submit" small>
                Undo
              </Button>
            </ActionForm>
          }
        >
          “{removed.name}” was taken away.
        </Notice>
      )}
      {measures.length === 0 ? (
        <Empty action={follow || <span className="quiet">A lead chooses the first one.</span>}>
          A measure is a figure that both sides own and follow over time: hours until a lead is accepted, leads sent
          back, incidents at a hand-off. Its chart tells what is more than chance.
        </Empty>
      ) : (
        <ul className="measures">
          {measures.map((measure) => {
            const charted = charts.get(measure.id);
            return (
              charted && (
                <MeasureRow
                  key={measure.id}
                  {...{ here, measure, relationship, charted }}
                  waiting={waiting.get(measure.id) ?? 0}
                  locale={member.locale}
                />
              )
            );
          })}
        </ul>
      )}
    </PageFrame>
  );
}
