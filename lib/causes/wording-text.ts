/** A text as words, and lists of words and phrases to look for in it. Each look-up costs the same however long the list. */

export type Word = {
  /** Lower case, signs made alike. */
  whole: string;
  /** Before an apostrophe: "she" of "she's". */
  bare: string;
  from: number;
  to: number;
  capital: boolean;
  endsSentence: boolean;
  /** The next word follows with nothing but a space, a hyphen or the like between them. */
  joined: boolean;
  /** A comma, a full stop or the like stands behind it. */
  endsClause: boolean;
};

// A compound with a hyphen is a word of its own: "mistake-proofing" is no mistake. "Kolleg:in" is one word, too.
const wordPattern =
  /[\p{L}\p{N}\p{M}]+(?:['’‐‑-][\p{L}\p{N}\p{M}]+)*(?:(?<=\p{Ll})[:*_/](?:[iI]n(?:nen)?|e)(?![\p{L}\p{N}-]))?/gu;
const sentenceEnd = /^["”’')\]]{0,4}[.!?;…]/u;
const plainGap = /^[\s&/+‐‑-]{1,8}$/u;
const clauseEnd = /[.!?;:,…()–—"“”„]/u;

/** Linear in the text. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const found of text.matchAll(wordPattern)) {
    const from = found.index;
    const to = from + found[0].length;
    const before = words.at(-1);
    if (before) Object.assign(before, ended(text, before.to, from));
    const lower = found[0].toLowerCase();
    const whole = plainWord.test(lower) ? lower : alike(lower);
    const bare = whole.includes("'") ? (whole.split("'", 1)[0] as string) : whole;
    const capital = /^\p{Lu}/u.test(found[0]);
    words.push({ whole, bare, from, to, capital, endsSentence: false, joined: false, endsClause: true });
  }
  const last = words.at(-1);
  if (last) last.endsSentence = sentenceEnd.test(text.slice(last.to, last.to + 6));
  return words;
}

const plainWord = /^[\p{L}\p{N}\p{M}]+$/u;
const alike = (word: string) =>
  word
    .replaceAll("’", "'")
    .replace(/[‐‑]/g, "-")
    .replace(/[:*_/](in(?:nen)?|e)$/u, "$1");

const oneSpace = { joined: true, endsClause: false, endsSentence: false };

/** What stands between a word and the next one says. */
function ended(text: string, to: number, from: number) {
  if (from === to + 1 && text[to] === " ") return oneSpace;
  const gap = text.slice(to, from);
  return {
    joined: gap.length <= 8 && plainGap.test(gap),
    endsClause: clauseEnd.test(gap.slice(0, 40)),
    endsSentence: sentenceEnd.test(gap.slice(0, 6)),
  };
}

/** `open`: another word must follow directly. `tail`: these words follow, with at most six others before them. */
type Entry = { open: boolean; tail: string[] | null };
export type Phrases = {
  entries: ReadonlyMap<string, readonly Entry[]>;
  starts: ReadonlySet<string>; // first words: most words of a text are told by one look
  lengths: readonly number[];
  endings: Endings;
};
type Endings = { words: ReadonlySet<string>; lengths: readonly number[] };

const mostForms = 24;

/** "careless(ly)" → careless, carelessly; "schwach(e/er)" → schwach, schwache, schwacher. */
export function formsOf(line: string): string[] {
  const found = /^([^()]*)\(([^()]*)\)(.*)$/u.exec(line);
  if (!found) return [line];
  const [, before = "", choices = "", after = ""] = found;
  return ["", ...choices.split("/")]
    .flatMap((choice) => formsOf(after).map((rest) => `${before}${choice.trim()}${rest}`))
    .slice(0, mostForms);
}

/**
 * A list made ready. One entry is a word or a phrase; brackets hold other endings; "…" behind it asks for another word,
 * between words for any few, and directly before a word for whatever begins it ("…mitarbeiter").
 */
export function phrasesOf(list: readonly string[]): Phrases {
  const entries = new Map<string, Entry[]>();
  const endings = new Set<string>();
  for (const form of list.flatMap(formsOf)) {
    const line = form.normalize("NFC").replaceAll("...", "…").trim();
    const anyBeginning = /^…\S/u.test(line);
    const parts = (anyBeginning ? line.slice(1) : line)
      .split("…")
      .map((part) => wordsOf(part).map(({ whole }) => whole));
    const [head = [], tail] = parts;
    if (head.length === 0) continue;
    if (anyBeginning && head.length === 1) endings.add(head[0] as string);
    const key = head.join(" ");
    const entry = { open: tail?.length === 0, tail: tail && tail.length > 0 ? tail : null };
    entries.set(key, [...(entries.get(key) ?? []), entry]);
  }
  const lengths = [...new Set([...entries.keys()].map((key) => key.split(" ").length))].sort((a, b) => b - a);
  const starts = new Set([...entries.keys()].map((key) => key.split(" ", 1)[0] as string));
  return {
    entries,
    starts,
    lengths,
    endings: { words: endings, lengths: [...new Set([...endings].map((e) => e.length))] },
  };
}

/** How many words from here on are an entry of the list; 0 for none. "she's" counts as "she". */
export function phraseAt(words: readonly Word[], at: number, { entries, starts, lengths, endings }: Phrases): number {
  const word = words[at];
  if (!word) return 0;
  const begins = starts.has(word.whole) || starts.has(word.bare);
  for (const length of begins ? lengths : []) {
    if (at + length > words.length || !stayJoined(words, at, length)) continue;
    const here = words.slice(at, at + length);
    const last = here[length - 1] as Word;
    const before = here.slice(0, -1).map(({ whole }) => whole);
    for (const key of [[...before, last.whole].join(" "), [...before, last.bare].join(" ")]) {
      for (const entry of entries.get(key) ?? []) {
        const taken = fits(words, at + length - 1, entry);
        if (taken !== undefined) return length + taken;
      }
    }
  }
  // "human-error" is "human error".
  if (
    word.whole.includes("-") &&
    entries.get(word.whole.replaceAll("-", " "))?.some(({ open, tail }) => !open && !tail)
  )
    return 1;
  return hasEnding(word.whole, endings) ? 1 : 0;
}

/** Does the word end in one of these, with something before it? */
export const hasEnding = (word: string, { words, lengths }: Endings): boolean =>
  lengths.some((length) => word.length > length && words.has(word.slice(-length)));

const stayJoined = (words: readonly Word[], at: number, length: number): boolean => {
  for (let place = at; place < at + length - 1; place++) if (!words[place]?.joined) return false;
  return true;
};

/** How many words behind the last one belong to it; undefined when what must follow does not. */
function fits(words: readonly Word[], last: number, { open, tail }: Entry): number | undefined {
  if (!tail) return !open || words[last]?.joined ? 0 : undefined;
  for (let between = 0; between <= 6 && words[last + between]?.joined; between++) {
    const start = last + 1 + between;
    if (tail.every((word, place) => words[start + place]?.whole === word) && stayJoined(words, start, tail.length))
      return between + tail.length;
  }
  return undefined;
}
