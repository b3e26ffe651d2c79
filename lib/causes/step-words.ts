/** What a step back or forth was about, in words that follow "Taken back: " and "Done again: ". */
const words: Record<string, (text: string) => string> = {
  "why.asked": (text) => `the why ${text}`,
  "why.reworded": (text) => `the words ${text}`,
  "problem.reworded": (text) => `the words ${text} for the problem`,
  "why.moved": (text) => `moving ${text}`,
  "why.joined": (text) => `joining ${text} with another cause`,
  "why.separated": (text) => `taking ${text} out of its joint causes`,
  "why.removed": (text) => `taking out ${text}`,
  "why.described": (text) => `the answers on ${text}`,
  "why.ended": (text) => `the ending of ${text}`,
  "why.ending_taken": (text) => `taking away the ending of ${text}`,
  "evidence.added": (text) => `the evidence on ${text}`,
  "evidence.removed": (text) => `taking evidence back from ${text}`,
};

const longest = 60;

/** @param text of the line as the deed left it */
export function stepInWords(verb: string, text = ""): string {
  const short = text.length > longest ? `${text.slice(0, longest).trimEnd()} …` : text;
  const about = words[verb] ?? ((quoted: string) => `the status of ${quoted}`);
  return about(`“${short}”`);
}
