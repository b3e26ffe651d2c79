"use client";

import { useCallback, useEffect, useState } from "react";

const readMs = 6_000;

/** A sentence on what was just done, for as long as it takes to read it. */
export function useTold() {
  const [told, setTold] = useState<string | null>(null);
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(null), readMs);
    return () => clearTimeout(timer);
  }, [told]);
  /** Nothing is told where there is nothing to tell of. */
  const tell = useCallback((begin: string, words: string | null | undefined) => {
    setTold(words ? `${begin}${words}.` : null);
  }, []);
  return { told, tell };
}
