"use client";

import { useId, useState } from "react";
import { Button } from "@/app/_ui/button";
import { useOutcome } from "@/app/_ui/form";

type Props = { label: string; help: string };

/** What the form around it has made: a link or a token to take along now, for it is not shown again. */
export function ShownOnce({ label, help }: Props) {
  const { done, result } = useOutcome().outcome;
  const id = useId();
  const [copied, setCopied] = useState<string>();
  if (!done || typeof result !== "string") return null;
  const copy = () => navigator.clipboard.writeText(result).then(() => setCopied(result));
  return (
    <div className="field" role="status">
      <label htmlFor={id}>{label}</label>
      <output id={id} className="secret">
        {result}
      </output>
      <p className="help">
        {help}{" "}
        <Button variant="plain" small onClick={copy}>
          {copied === result ? "Copied" : "Copy"}
        </Button>
      </p>
    </div>
  );
}
