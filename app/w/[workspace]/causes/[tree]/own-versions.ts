import type { TreeNews } from "@/lib/causes/news";

/** How the lines grew by this page's own deeds, so that a form that waited behind one of them is not taken for late. */
export type OwnVersions = {
  /** Takes in what a deed of this page was answered with. */
  heard: (news: TreeNews) => void;
  /** Takes in what others did: whoever fills in a form has it before their eyes now. */
  seen: (news: TreeNews) => void;
  /** The version that came of the seen one by own deeds alone. */
  after: (whyId: string, seen: number) => number;
};

/** One own deed is one step. Where a line has made more than one, somebody else was there, too, and that has to be told. */
export function ownVersions(whys: readonly { id: string; version: number }[]): OwnVersions {
  const last = new Map(whys.map(({ id, version }) => [id, version]));
  const steps = new Map<string, Set<number>>();
  return {
    heard: (news) => {
      for (const { id, version } of news.whys) {
        const before = last.get(id);
        if (before !== undefined && version === before + 1) steps.set(id, (steps.get(id) ?? new Set()).add(before));
        last.set(id, version);
      }
    },
    seen: (news) => {
      for (const { id, version } of news.whys) last.set(id, Math.max(version, last.get(id) ?? 0));
    },
    after: (whyId, seen) => {
      let version = seen;
      while (steps.get(whyId)?.has(version)) version += 1;
      return version;
    },
  };
}
