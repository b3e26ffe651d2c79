/**
 * The expected "no". A refusal has words for the person reading; the doors turn it into an outcome or a status.
 * `fields` names what was wrong where, in the shape that forms show: field name → sentences.
 */
export type RefusalKind = "forbidden" | "not_found" | "conflict" | "invalid" | "too_many" | "unavailable";
export type FieldFaults = Record<string, string[] | undefined>;

export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    words: string,
    readonly fields?: FieldFaults,
    /** What stands now, for whoever has to choose between two texts. */
    readonly standing?: unknown,
  ) {
    super(words);
    this.name = "Refusal";
  }
}

export function refuse(kind: RefusalKind, words: string, fields?: FieldFaults, standing?: unknown): never {
  throw new Refusal(kind, words, fields, standing);
}
