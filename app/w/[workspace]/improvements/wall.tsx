"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 3 * 60_000;

/**
 * Brings a board on a wall up to date by itself. Asked first whether the program answers: a screen that nobody touches
 * must not end on the browser's own page about a lost line.
 */
export function KeepUpToDate() {
  const router = useRouter();
  useEffect(() => {
    const bell = setInterval(async () => {
      const answer = await fetch("/api/ready", { cache: "no-store" }).catch(() => undefined);
      if (answer?.ok) router.refresh();
    }, everyMs);
    return () => clearInterval(bell);
  }, [router]);
  return null;
}
