import { randomBytes } from "node:crypto";
import { token } from "../support/logging";

/** Somebody who sends incidents to the API, one after the other, and knows what was promised. */

export const asOwner = { authorization: `Bearer ${token}`, "content-type": "application/json" };

/** A case of so many incidents, of about so many characters each that no database can press together. */
export const aCase = (key: string, { incidents = 1, characters = 0 } = {}) => ({
  format: "common-cause/case@1",
  key,
  title: `Case ${key}`,
  source: { name: "Fault test", year: null, note: "made up" },
  relationship: ["Marketing", "Sales"],
  incidents: Array.from({ length: incidents }, (_, number) => ({
    key: `i${number}`,
    title: `Leads called late, ${key}`,
    observed: `Leads were called after two days. ${noise(characters)}`,
    expected: null,
    occurredOn: "2026-03-02",
    severity: 2,
    side: "Sales",
    handOff: null,
  })),
  trees: [],
  improvements: [],
});

const noise = (characters: number) =>
  Array.from(randomBytes(characters), (byte) => String.fromCharCode(97 + (byte % 26))).join("");

/** What stopped a sender: an answer that is no yes, or no answer at all. */
export type Stopped = { status?: number; words: string };

/**
 * Sends cases, one after the other, until one is not taken or nobody answers; gives the ids of the incidents that were
 * answered for to `onAnswer`.
 */
export async function sendUntilStopped(
  origin: string,
  sender: string,
  onAnswer: (incidents: string[]) => void,
  size?: { incidents: number; characters: number },
): Promise<Stopped> {
  for (let number = 1; ; number += 1) {
    let answer: Response;
    let words: string;
    try {
      const body = JSON.stringify(aCase(`${sender}-${number}`, size));
      answer = await fetch(`${origin}/api/v1/cases`, {
        method: "POST",
        headers: asOwner,
        body,
        signal: AbortSignal.timeout(60_000),
      });
      words = await answer.text();
    } catch (error) {
      return { words: String(error) };
    }
    if (answer.status !== 201) return { status: answer.status, words };
    const { incidents }: { incidents: { id: string }[] } = JSON.parse(words);
    onAnswer(incidents.map(({ id }) => id));
  }
}
