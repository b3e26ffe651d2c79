import { afterEach, expect, test } from "vitest";
import { keeping, keptMarkup } from "@/app/_server/kept-markup";

const usual = { ...keeping };
afterEach(() => Object.assign(keeping, usual));

/** Counts how often it was drawn. */
function drawing(words: string) {
  const drawn = { times: 0, make: async () => `${words} ${++drawn.times}` };
  return drawn;
}

const handed = (name: string) =>
  (globalThis as unknown as Record<symbol, (name: string) => string | undefined>)[
    Symbol.for("common-cause.kept-markup")
  ]?.(name);

test("what was drawn for a key is drawn once, for all who ask at once and later", async () => {
  const one = drawing("one");
  const both = await Promise.all([keptMarkup("mill 7", one.make), keptMarkup("mill 7", one.make)]);
  const later = await keptMarkup("mill 7", one.make);

  expect(one.times).toBe(1);
  expect([...both, later].map(({ markup }) => markup)).toEqual(["one 1", "one 1", "one 1"]);
  expect(handed(later.name)).toBe("one 1");
});

test("another key is another drawing: nobody sees what was drawn for somebody else", async () => {
  const [mill, harbour] = [drawing("mill"), drawing("harbour")];
  const first = await keptMarkup("mill 8", mill.make);
  const second = await keptMarkup("harbour 8", harbour.make);

  expect([first.markup, second.markup]).toEqual(["mill 1", "harbour 1"]);
  expect(handed(first.name)).toBe("mill 1");
  expect(handed(second.name)).toBe("harbour 1");
});

test("it is drawn anew after ten minutes, and when drawing it failed", async () => {
  const one = drawing("aged");
  await keptMarkup("aged", one.make, 0);
  expect((await keptMarkup("aged", one.make, keeping.longestMs - 1)).markup).toBe("aged 1");
  expect((await keptMarkup("aged", one.make, keeping.longestMs)).markup).toBe("aged 2");

  await expect(keptMarkup("torn", () => Promise.reject(new Error("no answer")))).rejects.toThrow("no answer");
  expect((await keptMarkup("torn", one.make)).markup).toBe("aged 3");
});

test("what is kept stays bounded, and what was asked for longest ago goes first", async () => {
  keeping.mostEntries = 12;
  const all = Array.from({ length: 40 }, (_, nth) => drawing(`page ${nth}`));
  for (const [nth, { make }] of all.entries()) {
    await keptMarkup(`bound ${nth}`, make);
    await keptMarkup("bound 0", all[0]?.make ?? (async () => ""));
  }
  await keptMarkup("bound 1", all[1]?.make ?? (async () => ""));
  await keptMarkup("bound 39", all[39]?.make ?? (async () => ""));

  expect(all[0]?.times).toBe(1);
  expect(all[1]?.times).toBe(2);
  expect(all[39]?.times).toBe(1);
});
