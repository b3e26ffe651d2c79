import { expect, test } from "vitest";
import { hereInput } from "@/lib/live/here";
import { saidAt, saidIn } from "@/lib/live/said";

test("what a page says arrives as it was said, whatever stands in it", () => {
  const said = { why: null, words: "50 % & more? #1 + „mehr“", gone: true };
  expect(saidIn(`http://here${saidAt("/tree/here", said)}`)).toEqual(said);
});

test.each(["", "?said=", "?said={", "?said=%00", "?other=1"])(
  "what is no word of a page is refused: here%s",
  (query) => {
    expect(hereInput.safeParse(saidIn(`http://here/tree/here${query}`)).success).toBe(false);
  },
);
