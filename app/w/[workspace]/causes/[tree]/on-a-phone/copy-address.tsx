"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { useScripted } from "@/app/_ui/scripted";

/** Takes the address along; nothing without scripts, or where the browser lets nothing be copied. */
export function CopyAddress({ address }: { address: string }) {
  const [isCopied, setCopied] = useState(false);
  if (!useScripted() || !navigator.clipboard) return null;
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => {}, // not allowed: the address stands there to be marked by hand
    );
  return (
    <Button small onClick={copy}>
      <span aria-live="polite">{isCopied ? "Copied" : "Copy the address"}</span>
    </Button>
  );
}
