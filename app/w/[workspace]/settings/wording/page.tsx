import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { ActionForm } from "@/app/_ui/form";
import { FormCheckbox, SubmitButton } from "@/app/_ui/form-fields";
import { Saved } from "@/app/_ui/saved";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { type WordingLanguage, wordingLanguages } from "@/db/terms";
import { may } from "@/lib/access/policy";
import type { Finding } from "@/lib/causes/wording";
import { listWording, trySentence } from "@/lib/causes/wording-settings";
import { SettingsFrame } from "../settings-frame";
import { chooseWordingLanguagesAction } from "./actions";
import { languageWords } from "./list-words";
import { WordList } from "./word-list";

export const metadata: Metadata = { title: "Wording" };

/** A why is at most so long, and so is what can be tried. */
const longestSentence = 500;

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<{ try?: string | string[] }> };

export default async function WordingPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const asked = (await searchParams).try;
  const sentence = typeof asked === "string" ? asked.slice(0, longestSentence) : "";
  const member = await requireMember(workspace, "wording:read");
  const db = database();
  const [wording, found] = await Promise.all([listWording(db, member), trySentence(db, member, sentence)]);
  const mayChange = may(member.role, "wording:manage");
  const chosen = wording.map(({ language }) => language);
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="Wording">
      <section className="setting" aria-labelledby="try">
        <SectionTitle id="try">Try a sentence</SectionTitle>
        <p>
          Whys and problems are read for words that name or blame a person, judge without a standard, speak of a side in
          general, or name a missing solution. Each hint is a question; nobody’s words are changed.
        </p>
        <form className="form" action="#try">
          <Field label="Sentence" name="try" words defaultValue={sentence} maxLength={longestSentence} />
          <div className="buttons">
            <Button type="submit" variant="edged">
              Read it
            </Button>
          </div>
        </form>
        {sentence.trim() !== "" && <Tried found={found} />}
      </section>
      <section className="setting" aria-labelledby="languages">
        <SectionTitle id="languages">Languages</SectionTitle>
        {mayChange ? (
          <LanguagesForm workspace={workspace} chosen={chosen} />
        ) : (
          <p>{chosen.map((language) => languageWords[language]).join(" and ")}</p>
        )}
      </section>
      {wording.map(({ language, lists }) => (
        <section key={language} className="setting" aria-labelledby={language}>
          <SectionTitle id={language}>{languageWords[language]}</SectionTitle>
          <p>
            Whole words, capital or not. Brackets hold other endings, as in “careless(ly)”; “…” stands for another word.
          </p>
          {lists.map((list) => (
            <WordList key={list.list} {...{ workspace, language, mayChange }} {...list} />
          ))}
        </section>
      ))}
    </SettingsFrame>
  );
}

function LanguagesForm({ workspace, chosen }: { workspace: string; chosen: readonly WordingLanguage[] }) {
  return (
    <ActionForm action={chooseWordingLanguagesAction.bind(null, workspace)} className="form" label="Languages">
      <input type="hidden" name="seenLanguages" value={chosen.join(" ")} />
      {wordingLanguages.map((language) => (
        <FormCheckbox
          key={language}
          name={language}
          label={languageWords[language]}
          defaultChecked={chosen.includes(language)}
        />
      ))}
      <div className="buttons">
        <SubmitButton variant="edged">Save</SubmitButton>
        <Saved />
      </div>
    </ActionForm>
  );
}

function Tried({ found }: { found: readonly Finding[] }) {
  if (found.length === 0) return <p role="status">Nothing to ask about these words.</p>;
  return (
    <ul className="tried" aria-label="Hints">
      {found.map(({ code, match, prompt }) => (
        <li key={`${code} ${match}`} className="hint">
          {prompt}
        </li>
      ))}
    </ul>
  );
}
