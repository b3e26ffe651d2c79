"use client";

import { type FormEvent, useRef, useState } from "react";
import { v7 } from "uuid";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { whatHappened } from "@/app/_ui/without-loss";
import type { TreeNews } from "@/lib/causes/news";
import { fileFaults, mostBytes } from "@/lib/files/limits";
import type { PanelContext } from "./panel-forms";

type AttachFormProps = { context: PanelContext; whyId: string; evidenceId: string };

/** Sends one file. It is a plain form to a route, for a server action holds at most 1 MB; with a script the page stays. */
export function AttachForm({ context, whyId, evidenceId }: AttachFormProps) {
  const { workspace, treeId, ids, onNews } = context;
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const id = useRef<string>(null); // the same until it is there, so that sending again is one deed

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending) return;
    const form = new FormData(event.currentTarget);
    id.current ??= v7();
    form.set("id", id.current);
    const file = form.get("file");
    const isChosen = file instanceof File && file.size > 0;
    if (!isChosen || file.size > mostBytes) return setFault(isChosen ? fileFaults.large : fileFaults.none);
    setSending(true);
    setFault(undefined);
    const answer = await send(`/w/${workspace}/files`, form);
    setSending(false);
    if ("fault" in answer) return setFault(answer.fault);
    id.current = null;
    onNews(answer.news);
  };

  return (
    <form
      method="post"
      action={`/w/${workspace}/files`}
      encType="multipart/form-data"
      className="form"
      aria-label="Attach a picture or PDF"
      onSubmit={onSubmit}
      noValidate
    >
      <input type="hidden" name="id" value={ids.evidence} />
      <input type="hidden" name="treeId" value={treeId} />
      <input type="hidden" name="whyId" value={whyId} />
      <input type="hidden" name="evidenceId" value={evidenceId} />
      <Field
        label="Picture or PDF"
        name="file"
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp,application/pdf"
        help="PNG, JPEG, GIF, WebP or PDF, at most 10 MB."
        error={fault}
      />
      <Button type="submit" variant="edged" small aria-disabled={sending || undefined} aria-busy={sending || undefined}>
        {sending ? "Attaching…" : "Attach it"}
      </Button>
    </form>
  );
}

async function send(address: string, body: FormData): Promise<{ news: TreeNews } | { fault: string }> {
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { accept: "application/json" } });
    if (answer.ok) return { news: await answer.json() };
    const { errors } = (await answer.json()) as { errors: { message: string }[] };
    return { fault: errors[0]?.message ?? fileFaults.other };
  } catch (error) {
    return { fault: error instanceof SyntaxError ? fileFaults.other : whatHappened(error) };
  }
}
