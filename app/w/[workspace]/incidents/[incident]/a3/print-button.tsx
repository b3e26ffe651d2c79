"use client";

import { useEffect } from "react";
import { Button } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icon";

/** Opens the browser's print dialog; by itself, when the page was opened to be printed. */
export function PrintButton({ atOnce }: { atOnce: boolean }) {
  useEffect(() => {
    if (!atOnce) return;
    window.history.replaceState(null, "", window.location.pathname);
    // The dialog stops all drawing, so the sheet has to have its letters first.
    document.fonts.ready.then(() => window.print());
  }, [atOnce]);
  return (
    <Button variant="primary" onClick={() => window.print()}>
      <Icon name="print" />
      Print
    </Button>
  );
}
