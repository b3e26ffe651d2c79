import { ActionForm } from "@/app/_ui/form";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Icon } from "@/app/_ui/icon";
import { Saved } from "@/app/_ui/saved";
import { Tag } from "@/app/_ui/tag";
import type { WordingLanguage } from "@/db/terms";
import type { StandingList } from "@/lib/causes/wording-settings";
import { changeWordListAction, restoreWordListAction } from "./actions";
import { languageWords, listWords } from "./list-words";

type WordListProps = StandingList & { workspace: string; language: WordingLanguage; mayChange: boolean };

/** One list, folded away: to read for some, to change for others. */
export function WordList({ workspace, language, list, words, version, mayChange }: WordListProps) {
  const { title, says } = listWords[list];
  const about = (
    <>
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="version" value={version} />
    </>
  );
  const label = `${title}, ${languageWords[language]}`;
  return (
    <details className="folded">
      <summary>
        <Icon name="right" />
        {title} <span className="quiet">{words.length}</span> {version > 0 && <Tag>your own</Tag>}
      </summary>
      <div>
        <p className="quiet">{says}</p>
        {mayChange ? (
          <ActionForm action={changeWordListAction.bind(null, workspace)} className="form" label={label}>
            {about}
            <FormTextArea
              name="words"
              label={`${title}: one word or phrase per line`}
              rows={Math.min(14, Math.max(3, words.length + 1))}
              defaultValue={words.join("\n")}
            />
            <div className="buttons">
              <SubmitButton small variant="edged">
                Save this list
              </SubmitButton>
              <Saved />
            </div>
          </ActionForm>
        ) : (
          <p>{words.length > 0 ? words.join(", ") : "Nothing."}</p>
        )}
        {mayChange && version > 0 && (
          <ActionForm action={restoreWordListAction.bind(null, workspace)} className="form" label={`Restore ${label}`}>
            {about}
            <div className="buttons">
              <SubmitButton small variant="plain">
                Back to the list that comes with the program
              </SubmitButton>
            </div>
          </ActionForm>
        )}
      </div>
    </details>
  );
}
