import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newsAsker } from "@/app/w/[workspace]/causes/[tree]/news-asker";
import type { TreeNews } from "@/lib/causes/news";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page whose questions are answered when we say so; `upTo` is how far the answer tells. */
function aPage({ own = [] as number[], since = 10 } = {}) {
  const asked: { since: number; upTo: number; answer: (upTo: number) => void; fail: () => void }[] = [];
  const heard: (number | null)[] = [];
  const asker = newsAsker({
    since,
    between: (ask) => ask(),
    own: () => new Set(own),
    read: (since, upTo) =>
      new Promise((answer, refuse) => {
        asked.push({
          since,
          upTo,
          answer: (sequence) => answer({ sequence } as TreeNews),
          fail: () => refuse(new Error("The line is down.")),
        });
      }),
    onNews: ({ sequence }) => heard.push(sequence),
  });
  return { ...asker, asked, heard };
}

/** Until all that is ready to go on has gone on. */
const soon = () => vi.advanceTimersByTimeAsync(0);

test("of a burst of 50 changes a page asks a handful of times, and less often the more there is", async () => {
  const { want, asked, heard } = aPage();
  for (let sequence = 11; sequence <= 60; sequence += 1) {
    want(sequence);
    await vi.advanceTimersByTimeAsync(30);
    asked.at(-1)?.answer(sequence);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  asked.at(-1)?.answer(60);
  await soon();

  expect(asked.length).toBeLessThanOrEqual(6);
  expect(heard.at(-1)).toBe(60);
});

test("a change after a quiet while is asked for at once", async () => {
  const { want, asked } = aPage();
  want(11);
  await soon();
  asked[0]?.answer(11);
  await vi.advanceTimersByTimeAsync(100);

  want(12);
  await soon();

  expect(asked.map(({ since }) => since)).toEqual([10, 11]);
});

test("what is told twice, late or out of order asks for nothing again", async () => {
  const { want, asked, heard } = aPage();
  for (const sequence of [13, 11, 12, 13]) want(sequence);
  await soon();
  asked[0]?.answer(13);
  await soon();
  for (const sequence of [11, 13, 12, 9]) want(sequence);
  await soon();

  expect(asked).toHaveLength(1);
  expect(heard).toEqual([13]);
});

test("of its own deeds a page asks nothing, of others' between them it does", async () => {
  const { want, asked } = aPage({ own: [11, 12, 14] });
  want(12);
  await soon();
  expect(asked).toEqual([]);

  want(13);
  await soon();
  // Told up to its own last deed at least: else its own line would stand as it was before.
  expect(asked).toMatchObject([{ since: 12, upTo: 14 }]);
});

test("a question that nobody answered is asked again from the same place", async () => {
  const { want, asked, heard } = aPage();
  want(11);
  await soon();
  asked[0]?.fail();
  await soon();
  want(12);
  await soon();

  await vi.advanceTimersByTimeAsync(5_000);
  asked.at(-1)?.answer(12);
  await soon();

  expect(asked.map(({ since }) => since)).toEqual([10, 10]);
  expect(heard).toEqual([12]);
});

test("a page that is left asks nothing more, and takes in nothing that it had asked", async () => {
  const [first, second, third] = [aPage(), aPage(), aPage()];
  for (const { want } of [first, second, third]) want(11);
  await soon();
  first.leave(); // while its question is under way
  first.asked[0]?.answer(11);
  second.asked[0]?.fail();
  await soon();
  second.leave(); // while it waits to ask again
  third.asked[0]?.answer(11);
  await soon();
  third.want(12);
  third.leave(); // while it rests
  await vi.advanceTimersByTimeAsync(10_000);

  expect([first, second, third].map(({ asked }) => asked.length)).toEqual([1, 1, 1]);
  expect([first, second, third].map(({ heard }) => heard)).toEqual([[], [], [11]]);
});
