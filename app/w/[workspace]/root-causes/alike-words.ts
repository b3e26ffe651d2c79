import type { Alike } from "@/lib/root-causes/suggesting";

const times = ["never", "once", "twice", "three times", "four times", "five times"];
export const timesWord = (count: number) => times[count] ?? `${count} times`;

/** "This cause was seen twice before", or that the catalogue knows it. */
export const seenWords = ({ times: count }: Pick<Alike, "times">) =>
  count === 0 ? "The catalogue has an entry like this" : `This cause was seen ${timesWord(count)} before`;

/** Why it is proposed, where the words alone do not show it. */
export const becauseWords: Record<Alike["because"], string> = {
  words: "",
  incident: "behind an incident in nearly the same words",
  hand_off: "met at this hand-off",
};
