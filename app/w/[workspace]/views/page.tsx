import type { Metadata } from "next";
import { v7 } from "uuid";
import { requireMember } from "@/app/_server/visitor";
import { ActionForm } from "@/app/_ui/form";
import { FormCheckbox, FormField, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { PageFrame } from "@/app/_ui/page-frame";
import { RowId } from "@/app/_ui/row-id";
import { SectionTitle } from "@/app/_ui/section-title";
import { Switch } from "@/app/_ui/switch";
import { database } from "@/db/client";
import { type ViewPage, viewPages } from "@/db/terms";
import { may } from "@/lib/access/policy";
import { listRemovedViews, listViews } from "@/lib/views/queries";
import { cleanQuery } from "@/lib/views/view-query";
import { saveViewAction } from "./actions";
import { viewAddress, viewsAddress } from "./address";
import { RemovedView, ViewRow } from "./view-row";

export const metadata: Metadata = { title: "Views" };

const pageNames: Record<ViewPage, string> = { improvements: "Improvements", incidents: "Incidents" };

/** The kept views of a page: what they are called, who sees them; and the place to keep what one has filtered. */
export default async function ViewsPage({ params, searchParams }: PageProps<"/w/[workspace]/views">) {
  const { workspace } = await params;
  const asked = await searchParams;
  const of = viewPages.find((page) => page === asked.of) ?? "improvements";
  const query = cleanQuery(of, typeof asked.query === "string" ? asked.query : "");
  const member = await requireMember(workspace);
  const db = database();
  const [views, removed] = await Promise.all([listViews(db, member, of), listRemovedViews(db, member, of)]);
  const mayShare = may(member.role, "view:share");
  return (
    <PageFrame
      title="Views"
      note="Filters under a name, your own or for everybody here."
      crumbs={[{ label: pageNames[of], href: viewAddress(workspace, of, query) }, { label: "Views" }]}
      tools={
        <Switch
          label="Page"
          options={viewPages.map((page) => ({
            href: viewsAddress(workspace, page, page === of ? query : ""),
            label: pageNames[page],
            current: page === of,
          }))}
        />
      }
    >
      <div className="views">
        {query !== "" && (
          <section aria-labelledby="keep">
            <SectionTitle id="keep">Keep what is filtered now</SectionTitle>
            <ActionForm action={saveViewAction.bind(null, workspace)} className="form" label="Keep a view">
              <RowId first={v7()} />
              <input type="hidden" name="page" value={of} />
              <input type="hidden" name="query" value={query} />
              <FormField label="Name" name="name" maxLength={80} />
              {mayShare && <FormCheckbox label="Show it to everybody in this workspace" name="isShared" />}
              <div className="buttons">
                <SubmitButton>Keep it</SubmitButton>
              </div>
            </ActionForm>
          </section>
        )}
        {removed.length > 0 && (
          <section aria-label="Removed">
            {removed.map((view) => (
              <RemovedView key={view.id} {...{ workspace, view }} />
            ))}
          </section>
        )}
        <section aria-labelledby="kept">
          <SectionTitle id="kept">Kept views</SectionTitle>
          {views.length === 0 ? (
            <p className="note pt-2">
              None yet. Filter{" "}
              <Link className="link" href={viewAddress(workspace, of, "")}>
                {pageNames[of].toLowerCase()}
              </Link>{" "}
              as you need them, then choose “Keep these filters…” among the views.
            </p>
          ) : (
            <ul className="view-list">
              {views.map((view) => (
                <ViewRow key={view.id} {...{ workspace, view, query, mayShare }} page={of} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </PageFrame>
  );
}
