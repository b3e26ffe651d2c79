"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef } from "react";
import type { TreeNews } from "@/lib/causes/news";
import { newsAsker } from "./news-asker";
import type { PeopleHere } from "./people-here";

type Live = {
  workspace: string;
  treeId: string;
  /** How far the history had come when the page was read. */
  since: number;
  /** Behind what this page has sent and before what it sends next: what comes back is never older than the page. */
  between: <T>(ask: () => Promise<T>) => Promise<T>;
  /** The numbers of this page's own deeds. */
  own: RefObject<ReadonlySet<number>>;
  onNews: (news: TreeNews) => void;
  people: PeopleHere;
};

/** What people say beside the tree may follow later; of one's own words the page knows by then. */
const talkMs = 1_500;

/** What others do on this tree, on whichever device or copy of the program. */
export function useLive({ workspace, treeId, since, between, own, onNews, people }: Live): void {
  const router = useRouter();
  const from = useRef(since);

  useEffect(() => {
    const asker = newsAsker({
      since: from.current,
      between,
      own: () => own.current,
      read: (since, upTo) => read(`/w/${workspace}/causes/${treeId}/news?since=${since}&upTo=${upTo}`),
      onNews,
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      void between(async () => router.refresh());
    };
    let leave: (() => void) | undefined;
    let left = false;
    import("../../live/follow").then(
      ({ followWorkspace }) => {
        if (left) return;
        leave = followWorkspace(
          workspace,
          from.current,
          ({ sequence, subjects, kinds }) => {
            if (subjects && !subjects.includes(treeId)) return;
            asker.want(sequence);
            if (kinds.includes("comment")) timer ??= setTimeout(refresh, talkMs);
          },
          (tree, here) => tree === treeId && people.meet(here),
        );
      },
      () => {}, // without it the page hears of others with each of its own deeds, and no sooner
    );
    return () => {
      left = true;
      leave?.();
      asker.leave();
      clearTimeout(timer);
    };
  }, [workspace, treeId, between, own, onNews, people, router]);
}

/** Nothing for whoever may read it no more: asking again and again would not change that. */
async function read(address: string): Promise<TreeNews | undefined> {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  if ([401, 403, 404].includes(answer.status)) return undefined;
  if (!answer.ok) throw new Error(`The news of the tree: ${answer.status}`);
  return answer.json();
}
