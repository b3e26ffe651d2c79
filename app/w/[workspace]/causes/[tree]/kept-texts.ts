/** Lines that were typed and not yet acknowledged, kept on this device, so that a reload or a lost server loses none. */
export type KeptText = {
  whyId: string;
  text: string;
  before: string;
  /** Where a new line was to stand; absent for one that stands already. */
  place?: { parentId: string | null; afterId: string | null };
};

const shelf = (treeId: string) => `common-cause:typed:${treeId}`;

export function keptTexts(treeId: string): KeptText[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(shelf(treeId)) ?? "[]");
    return Array.isArray(kept) ? (kept as KeptText[]) : [];
  } catch {
    return []; // no storage, or somebody else's words in it
  }
}

export const keepText = (treeId: string, text: KeptText) =>
  write(treeId, [...keptTexts(treeId).filter(({ whyId }) => whyId !== text.whyId), text]);

/** Only the text that was acknowledged is let go: what was typed since stays. */
export const letGoText = (treeId: string, whyId: string, text?: string) =>
  write(
    treeId,
    keptTexts(treeId).filter((kept) => kept.whyId !== whyId || (text !== undefined && kept.text !== text)),
  );

function write(treeId: string, texts: KeptText[]) {
  try {
    if (texts.length > 0) localStorage.setItem(shelf(treeId), JSON.stringify(texts));
    else localStorage.removeItem(shelf(treeId));
  } catch {
    // A browser without storage still saves to the server; it only cannot bridge a reload.
  }
}
