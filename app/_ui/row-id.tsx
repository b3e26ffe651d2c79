"use client";

import { useState } from "react";
import { v7 } from "uuid";
import type { Outcome } from "../_server/outcome";
import { useOutcome } from "./form";
import { useScripted } from "./scripted";

/**
 * The id of the row that the form around it creates. It stays the same until the row is there, so that sending twice is
 * one deed; then what is typed next gets an id of its own. `first` is the server's, for the time before the script runs:
 * a page that comes out of the browser's memory would bring one that is used up.
 */
export function RowId({ first, name = "id" }: { first: string; name?: string }) {
  const { outcome } = useOutcome();
  const scripted = useScripted();
  const [held, setHeld] = useState(() => ({ id: scripted ? v7() : first, outcome }));
  if (held.outcome !== outcome) setHeld({ id: idAfter(outcome) ?? held.id, outcome });
  return <input type="hidden" name={name} value={held.id} />;
}

/** A new one after a success, and where the server says that the old one has created something else already. */
function idAfter({ done, standing }: Outcome): string | undefined {
  if (done) return v7();
  const next = standing && typeof standing === "object" && "nextId" in standing ? standing.nextId : undefined;
  return typeof next === "string" ? next : undefined;
}
