"use client";

import { useEffect, useId, useState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { Glyph } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import type { Alike } from "@/lib/root-causes/suggesting";
import { linkRootCauseAction } from "../incidents/actions";
import { becauseWords, seenWords } from "../root-causes/alike-words";
import { askAlike } from "../root-causes/ask-alike";

type SeenAlikeProps = {
  workspace: string;
  formId: string; // of the form that somebody types into
  logged: { id: string } | undefined; // what was logged last, and can be linked
};

/** How long the keys have to rest. */
const restMs = 500;

/** Says quietly that a cause like this was seen before, while a line is typed; once it is logged, it can be linked. */
export function SeenAlike({ workspace, formId, logged }: SeenAlikeProps) {
  const [found, setFound] = useState<Alike[]>([]);
  const linkId = useId();

  useEffect(() => {
    let bell: ReturnType<typeof setTimeout>;
    let latest = 0;
    const onInput = ({ target }: Event) => {
      const form = target instanceof HTMLElement && "form" in target ? target.form : undefined;
      // Its own field of the name "id" stands before the property of that name.
      if (!(form instanceof HTMLFormElement) || form.getAttribute("id") !== formId) return;
      // As it stands now: by the time the keys rest, the line may have been sent.
      const typed = new FormData(form);
      const [text, handOff] = [String(typed.get("title") ?? ""), String(typed.get("handOff") ?? "")];
      clearTimeout(bell);
      latest += 1;
      const asked = latest;
      if (!/\S\s+\S/.test(text.trim())) return setFound([]);
      bell = setTimeout(async () => {
        const answer = await askAlike(workspace, { text: text.slice(0, 500), handOff: handOff.slice(0, 120) });
        if (asked === latest) setFound(answer);
      }, restMs);
    };
    document.addEventListener("input", onInput);
    return () => {
      clearTimeout(bell);
      document.removeEventListener("input", onInput);
    };
  }, [workspace, formId]);

  return (
    <div aria-live="polite">
      {found.slice(0, 2).map((cause) => (
        <div className="seen" key={cause.id}>
          <Glyph name="root" />
          <strong>{seenWords(cause)}</strong>
          <p>
            “<Link href={`/w/${workspace}/root-causes/${cause.id}`}>{cause.text}</Link>”
            {becauseWords[cause.because] && `, ${becauseWords[cause.because]}`}
          </p>
          {logged && (
            <Button type="submit" small form={linkId} name="rootCauseId" value={cause.id}>
              Same cause
            </Button>
          )}
        </div>
      ))}
      {logged && found.length > 0 && (
        <ActionForm id={linkId} action={linkRootCauseAction.bind(null, workspace)} label="Link a cause seen before">
          <input type="hidden" name="incidentId" value={logged.id} />
        </ActionForm>
      )}
    </div>
  );
}
