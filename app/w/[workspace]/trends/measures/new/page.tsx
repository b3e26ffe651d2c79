import type { Metadata } from "next";
import { v7 } from "uuid";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormField, FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { Gloss } from "@/app/_ui/gloss";
import { PageFrame } from "@/app/_ui/page-frame";
import { RowId } from "@/app/_ui/row-id";
import { database } from "@/db/client";
import { categories, measureNatures, measureSources, periods } from "@/db/terms";
import { listHandOffs } from "@/lib/incidents/queries";
import { offerPeople } from "@/lib/teams/offering";
import { proposedCurrencies } from "@/lib/text/currencies";
import { categoryWords } from "@/lib/text/words";
import { FindPeople } from "../../../find-people";
import { Folded } from "../../../improvements/folded";
import { createMeasureAction } from "../actions";
import { LimitFields, MeasureFields, OwnerFields } from "../measure-fields";
import { natureWords, periodWords, sourceWords } from "../words";

export const metadata: Metadata = { title: "Follow a measure" };

/** A figure of one's own, or one that the incidents give by themselves. */
export default async function NewMeasurePage({
  params,
  searchParams,
}: PageProps<"/w/[workspace]/trends/measures/new">) {
  const { workspace } = await params;
  const { who } = await searchParams;
  const member = await requireMember(workspace, "measure:define");
  const db = database();
  const relationship = await chosenRelationship(member);
  const sideIds = relationship.sides.map(({ id }) => id);
  const [offered, handOffs] = await Promise.all([
    offerPeople(db, member, { sideIds, onlySides: true, words: who }),
    listHandOffs(db, member),
  ]);
  const home = `/w/${workspace}/trends`;
  return (
    <PageFrame
      title="Follow a measure"
      note={relationship.name}
      crumbs={[
        { label: "Trends", href: home },
        { label: "Measures", href: `${home}/measures` },
        { label: "Follow one" },
      ]}
    >
      <FindPeople offered={offered} home={`${home}/measures/new`} />
      <div className="with-gloss">
        <ActionForm action={createMeasureAction.bind(null, workspace)} className="form" label="Follow a measure">
          <RowId first={v7()} />
          <input type="hidden" name="relationshipId" value={relationship.id} />
          <FormSelect
            label="Where do its values come from?"
            name="source"
            options={measureSources.map((code) => ({ value: code, label: sourceWords[code] }))}
            defaultValue="readings"
            help="All but the first come from the incidents by themselves."
          />
          <MeasureFields />
          <FormChoices
            label="How often is there a value?"
            name="period"
            inLine
            options={periods.map((code) => ({ value: code, label: periodWords[code] }))}
            defaultValue="week"
          />
          <FormSelect
            label="What kind of figure is it?"
            name="nature"
            options={measureNatures.map((code) => ({ value: code, label: natureWords[code] }))}
            defaultValue="unbounded"
            help="Asked only of values that people enter."
          />
          <OwnerFields {...{ relationship }} people={offered.people} />
          <Folded summary="Only some incidents, or a currency">
            <p className="note">For what comes from the incidents.</p>
            <div className="fields">
              <FormField label="Hand-off" name="handOff" list="hand-offs" maxLength={120} />
              <FormSelect
                label="Category"
                name="category"
                nothing="All"
                options={categories.map((code) => ({ value: code, label: categoryWords[code] }))}
                defaultValue=""
              />
            </div>
            <datalist id="hand-offs">
              {handOffs.map((handOff) => (
                <option key={handOff} value={handOff} />
              ))}
            </datalist>
            <FormField label="Currency" name="currency" list="currencies" maxLength={3} help="Of money, like EUR." />
            <datalist id="currencies">
              {proposedCurrencies.map((code) => (
                <option key={code} value={code} />
              ))}
            </datalist>
          </Folded>
          <LimitFields />
          <div className="buttons">
            <SubmitButton>Follow it</SubmitButton>
            <ButtonLink variant="plain" href={`${home}/measures`}>
              Leave
            </ButtonLink>
          </div>
        </ActionForm>
        <Gloss term="Measure">
          One figure that both sides follow over time, week by week or month by month. Its chart tells what is more than
          chance; a single value seldom does.
        </Gloss>
      </div>
    </PageFrame>
  );
}
