/** The parts of the panel that a key or a step leads to, by the id of their section. */
export type PanelPart =
  | "why-panel"
  | "ask"
  | "only-cause"
  | "read-back"
  | "evidence"
  | "ending"
  | "questions"
  | "problem";

const longestWaitMs = 3000;

/**
 * To the panel, or to a part of it: its form is opened and its first field takes the focus. A part that is only now
 * being drawn, or fetched, is waited for.
 */
export function jumpTo(part: PanelPart, whyId?: string | null, until = performance.now() + longestWaitMs): void {
  const section = partOf(part, whyId);
  if (section) showForm(section);
  else if (performance.now() < until) requestAnimationFrame(() => jumpTo(part, whyId, until));
}

function showForm(section: HTMLElement): void {
  if (section.id === "why-panel") {
    section.focus();
    return;
  }
  // The form of the part itself, not one that hangs on a piece of evidence.
  const folded = section.matches("details") ? section : section.querySelector(":scope > details");
  folded?.setAttribute("open", "");
  // Not what stands before the form: its first button would take evidence back.
  const first = (folded ?? section).querySelector<HTMLElement>("textarea, select, input:not([type=hidden]), button, a");
  (first ?? section).focus();
}

/** The panel still shows another line for a moment after one was chosen. */
function partOf(part: PanelPart, whyId: string | null | undefined): HTMLElement | null {
  const shown = document.getElementById("chosen-why")?.dataset.why ?? null;
  if (whyId !== undefined && shown !== whyId) return null;
  return document.getElementById(part);
}
