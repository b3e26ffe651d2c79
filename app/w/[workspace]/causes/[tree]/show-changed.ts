const washMs = 1_800;
const mostLines = 50;

/** Where others have changed something, the line is washed for a moment, so that one sees what came and where. */
export function showChanged(whyIds: readonly string[]): void {
  for (const id of whyIds.slice(0, mostLines)) {
    const line = document.querySelector(`[role="treeitem"][data-why="${CSS.escape(id)}"]`);
    const wash = "var(--color-accent-wash)";
    // Held, then gone: nothing moves, also where people want no motion.
    line?.animate([{ backgroundColor: wash }, { backgroundColor: wash, offset: 0.7 }, {}], { duration: washMs });
  }
}
