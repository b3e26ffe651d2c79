/** The query of a step: `why` is the line that is read; null reads the path from `end` as a whole. */
export const stepAddress = (end: string, why: string | null) =>
  `?${new URLSearchParams(why ? { end, why } : { end, whole: "1" })}`;
