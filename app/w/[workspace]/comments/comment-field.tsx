"use client";

import dynamic from "next/dynamic";
import { type ComponentProps, useRef, useState } from "react";
import { FormTextArea } from "@/app/_ui/form-fields";

/** The list of people is fetched when somebody types the first "@". */
const NameList = dynamic(() => import("./name-list").then(({ NameList }) => NameList), { ssr: false });

export type BegunName = { from: number; words: string };

type CommentFieldProps = { workspace: string } & Omit<ComponentProps<typeof FormTextArea>, "name" | "ref" | "words">;

/** A text in which people are named by "@" and their whole name; with a script, they are proposed while one types. */
export function CommentField({ workspace, ...field }: CommentFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [begun, setBegun] = useState<BegunName>();
  const look = () => setBegun(area.current ? begunName(area.current) : undefined);
  return (
    <div className="comment-field">
      <FormTextArea
        {...field}
        ref={area}
        name="text"
        words
        maxLength={20_000}
        onInput={look}
        onClick={look}
        onBlur={() => setBegun(undefined)}
      />
      {begun && <NameList {...{ workspace, area, begun }} onClose={() => setBegun(undefined)} />}
    </div>
  );
}

/** The beginning of a name before the caret: an "@" at the start of a word, and what follows it. */
function begunName({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): BegunName | undefined {
  if (selectionStart !== selectionEnd) return undefined;
  const [, words] =
    /(?<![\p{L}\p{N}])@([\p{L}\p{M}.'’-]*(?: [\p{L}\p{M}.'’-]*){0,2})$/u.exec(value.slice(0, selectionEnd)) ?? [];
  return words === undefined ? undefined : { from: selectionEnd - words.length, words };
}
