import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormSelect, FormTextArea } from "@/app/_ui/form-fields";
import { categories } from "@/db/terms";
import type { RootCause } from "@/lib/root-causes/queries";
import { categoryWords } from "@/lib/text/words";
import { Folded } from "../../improvements/folded";
import { Overtaken } from "../../improvements/overtaken";
import { editRootCauseAction } from "../actions";

/** Text and category of the entry. Whys keep their own words. */
export function EditCauseForm({ workspace, cause, here }: { workspace: string; cause: RootCause; here: string }) {
  return (
    <ActionForm action={editRootCauseAction.bind(null, workspace)} label="Reword this root cause">
      <Folded summary="Reword it, or change its category">
        <input type="hidden" name="rootCauseId" value={cause.id} />
        <Overtaken
          version={cause.version}
          here={here}
          fields={[
            { name: "text", label: "Text" },
            { name: "category", label: "Category", words: categoryWords },
          ]}
        />
        <FormTextArea label="Text" name="text" rows={3} defaultValue={cause.text} words />
        <FormSelect
          label="Category"
          name="category"
          options={categories.map((code) => ({ value: code, label: categoryWords[code] }))}
          defaultValue={cause.category}
        />
        <div className="buttons">
          <Button type="submit">Keep the changes</Button>
        </div>
      </Folded>
    </ActionForm>
  );
}
