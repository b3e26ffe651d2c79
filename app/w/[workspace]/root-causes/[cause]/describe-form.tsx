import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormCheckbox, FormTextArea } from "@/app/_ui/form-fields";
import { categories } from "@/db/terms";
import type { RootCause } from "@/lib/root-causes/queries";
import { categoryWords } from "@/lib/text/words";
import { Folded } from "../../improvements/folded";
import { describeRootCauseAction } from "../actions";

/** Further categories, and how it moves in words. */
export function DescribeForm({ workspace, cause }: { workspace: string; cause: RootCause }) {
  return (
    <ActionForm action={describeRootCauseAction.bind(null, workspace)} label="Further categories and the trend">
      <Folded summary="Further categories, and how it moves">
        <input type="hidden" name="rootCauseId" value={cause.id} />
        <input type="hidden" name="version" value={cause.version} />
        <fieldset className="field">
          <legend>Further categories</legend>
          <div className="checks">
            {categories
              .filter((code) => code !== cause.category)
              .map((code) => (
                <FormCheckbox
                  key={code}
                  name={`otherCategories.${code}`}
                  label={categoryWords[code]}
                  defaultChecked={cause.otherCategories.includes(code)}
                />
              ))}
          </div>
        </fieldset>
        <FormTextArea
          label="How it moves, and why"
          name="trendNote"
          rows={3}
          defaultValue={cause.trendNote ?? undefined}
          maxLength={2000}
          words
        />
        <div className="buttons">
          <Button type="submit">Keep this</Button>
        </div>
      </Folded>
    </ActionForm>
  );
}
