"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Ctrl P or ⌘ P on an incident prints its A3 (look.md); without scripts the link beside it leads there. */
export function PrintKey({ sheet }: { sheet: string }) {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p")
        return;
      event.preventDefault();
      router.push(`${sheet}?print`);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [router, sheet]);
  return null;
}
