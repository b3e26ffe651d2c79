"use client";

import { Button } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icon";
import { useScripted } from "@/app/_ui/scripted";

/** Two pages on paper; without a script the browser's own menu prints the same. */
export function PrintButton() {
  const scripted = useScripted();
  if (!scripted) return null;
  return (
    <Button variant="edged" onClick={() => window.print()}>
      <Icon name="print" />
      Print
    </Button>
  );
}
