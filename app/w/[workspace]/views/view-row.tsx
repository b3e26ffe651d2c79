import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormField, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { Notice } from "@/app/_ui/notice";
import type { ViewPage } from "@/db/terms";
import type { SavedView } from "@/lib/views/queries";
import { Folded } from "../improvements/folded";
import { Overtaken } from "../improvements/overtaken";
import { overwriteViewAction, removeViewAction, renameViewAction, restoreViewAction, shareViewAction } from "./actions";
import { viewAddress } from "./address";

type ViewRowProps = {
  workspace: string;
  page: ViewPage;
  view: SavedView;
  query: string; // what was filtered when one came here
  mayShare: boolean;
};

/** A kept view: its name leads there; whoever may change it finds how beside it. */
export function ViewRow({ workspace, page, view, query, mayShare }: ViewRowProps) {
  const { id, name, version, isShared, maker, mayChange } = view;
  return (
    <li aria-label={name}>
      <p className="view-name">
        <Link href={viewAddress(workspace, page, view.query)}>{name}</Link>
        <span className="note">{isShared ? `Shown to everybody${maker ? `, by ${maker}` : ""}` : "Only for you"}</span>
      </p>
      {mayChange && (
        <div className="view-deeds">
          <ActionForm action={renameViewAction.bind(null, workspace)} label={`Rename ${name}`} key={version}>
            <Folded summary="Rename">
              <input type="hidden" name="viewId" value={id} />
              <Overtaken version={version} fields={[{ name: "name", label: "Name" }]} />
              <FormField label="Name" name="name" defaultValue={name} maxLength={80} />
              <div className="buttons">
                <Button type="submit" small>
                  Keep the name
                </Button>
              </div>
            </Folded>
          </ActionForm>
          {query !== "" && query !== view.query && (
            <ActionForm action={overwriteViewAction.bind(null, workspace)} label={`Filters of ${name}`}>
              <input type="hidden" name="viewId" value={id} />
              <input type="hidden" name="version" value={version} />
              <input type="hidden" name="query" value={query} />
              <SubmitButton variant="plain" small>
                Put today’s filters in
              </SubmitButton>
            </ActionForm>
          )}
          {mayShare && (
            <ActionForm action={shareViewAction.bind(null, workspace)} label={`Who sees ${name}`}>
              <input type="hidden" name="viewId" value={id} />
              {!isShared && <input type="hidden" name="isShared" value="yes" />}
              <SubmitButton variant="plain" small>
                {isShared ? (maker ? "Show to its maker alone" : "Only for me") : "Share"}
              </SubmitButton>
            </ActionForm>
          )}
          <ActionForm action={removeViewAction.bind(null, workspace)} label={`Remove ${name}`}>
            <input type="hidden" name="viewId" value={id} />
            <SubmitButton variant="plain" small>
              Remove
            </SubmitButton>
          </ActionForm>
        </div>
      )}
    </li>
  );
}

/** What was just removed stands here for ten minutes, to be put back. */
export function RemovedView({ workspace, view: { id, name } }: Pick<ViewRowProps, "workspace" | "view">) {
  return (
    <Notice
      action={
        <ActionForm action={restoreViewAction.bind(null, workspace)} label={`Put ${name} back`}>
          <input type="hidden" name="viewId" value={id} />
          <Button type="submit" small>
            Undo
          </Button>
        </ActionForm>
      }
    >
      “{name}” was removed.
    </Notice>
  );
}
