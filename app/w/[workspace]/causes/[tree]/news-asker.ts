import type { TreeNews } from "@/lib/causes/news";

type Asked = {
  /** How far the history had come when the page was read. */
  since: number;
  /** Behind what this page has sent and before what it sends next: what comes back is never older than the page. */
  between: <T>(ask: () => Promise<T>) => Promise<T>;
  /** The numbers of this page's own deeds. */
  own: () => ReadonlySet<number>;
  /** What has changed since, told at least up to the other number. Nothing for whoever may read the tree no more. */
  read: (since: number, upTo: number) => Promise<TreeNews | undefined>;
  onNews: (news: TreeNews) => void;
};

const againMs = 2_000;
/** So long a rest after an answer for each time that something had been told: what one person does is asked for at once. */
const restMsEach = 100;
const longestRestMs = 1_000;

/**
 * Keeps a page as the tree stands, asking only what has changed since it asked last. However many changes there are, and
 * in whatever order or however often they are told, one question is under way and at most one more waits; of a burst it
 * waits the longer the more there is. Of a page that is left it asks no more.
 */
export function newsAsker({ since, between, own, read, onNews }: Asked) {
  let heardUpTo = since;
  let wanted = since;
  let isUnderWay = false;
  let told = 0;
  let restUntil = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  /** A number in between that is not known may have been anybody's. */
  const allOwn = (upTo: number) => {
    for (let number = upTo; number > heardUpTo; number -= 1) if (!own().has(number)) return false;
    return true;
  };

  async function ask() {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      while (wanted > heardUpTo && !left) {
        await rest(restUntil - Date.now());
        const upTo = wanted;
        const restMs = Math.min(told * restMsEach, longestRestMs);
        told = 0;
        // Nothing is asked where all of it has turned out to be this page's own.
        const news = await between(async () =>
          allOwn(upTo) || left ? undefined : read(heardUpTo, Math.max(upTo, ...own())),
        );
        if (left) return;
        if (news) onNews(news);
        heardUpTo = Math.max(upTo, news?.sequence ?? 0);
        if (news) restUntil = Date.now() + restMs;
      }
    } catch {
      if (!left) again = setTimeout(() => void ask(), againMs);
    } finally {
      isUnderWay = false;
    }
  }

  return {
    /** Something has happened to the tree, up to this number of the history. */
    want: (sequence: number) => {
      if (sequence > wanted) told += 1;
      wanted = Math.max(wanted, sequence);
      void ask();
    },
    leave: () => {
      left = true;
      clearTimeout(again);
    },
  };
}

const rest = (ms: number) => (ms > 0 ? new Promise<void>((over) => setTimeout(over, ms)) : undefined);
