import type { TreeNews } from "@/lib/causes/news";

/** The text of each line as the server has it, or will have once all that is on its way has arrived. */
export type LineTexts = ReturnType<typeof lineTexts>;

export function lineTexts(whys: readonly { id: string; text: string }[]) {
  const texts = new Map(whys.map(({ id, text }) => [id, text]));
  const underWay = new Map<string, number>();
  return {
    /** Undefined for a line that the server has not been told of. */
    of: (whyId: string) => texts.get(whyId),
    sending: (whyId: string, text: string) => {
      texts.set(whyId, text);
      underWay.set(whyId, (underWay.get(whyId) ?? 0) + 1);
    },
    /** Gives whether it was the last text of the line on its way. */
    answered: (whyId: string): boolean => {
      const left = (underWay.get(whyId) ?? 1) - 1;
      if (left > 0) underWay.set(whyId, left);
      else underWay.delete(whyId);
      return left <= 0;
    },
    /** What stands after a refusal; undefined where nothing does. */
    standing: (whyId: string, text: string | undefined) => {
      if (text) texts.set(whyId, text);
      else texts.delete(whyId);
    },
    isUnderWay: (whyId: string) => underWay.has(whyId),
    /** News as the page takes them in: an answer to an earlier deed takes no text off the screen that is on its way. */
    heard: (news: TreeNews): TreeNews => {
      const mine = (id: string) => (underWay.has(id) ? texts.get(id) : undefined);
      const whys = news.whys.map((why) => ({ ...why, text: mine(why.id) ?? why.text }));
      for (const { id, text } of whys) texts.set(id, text);
      for (const id of news.goneIds) texts.delete(id);
      return { ...news, whys };
    },
  };
}
