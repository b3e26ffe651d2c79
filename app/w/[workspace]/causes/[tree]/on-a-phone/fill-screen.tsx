"use client";

import { Button } from "@/app/_ui/button";
import { useScripted } from "@/app/_ui/scripted";

/** The code alone on the whole screen, for a room; nothing where the browser cannot. Escape brings the page back. */
export function FillScreen({ codeId }: { codeId: string }) {
  if (!useScripted() || !document.fullscreenEnabled) return null;
  return (
    <Button
      small
      onClick={() =>
        document
          .getElementById(codeId)
          ?.requestFullscreen()
          .catch(() => {})
      }
    >
      Fill the screen
    </Button>
  );
}
