/** What a form had in its fields, by name; files and secrets are left out. */
export type Typed = Record<string, string>;

/**
 * What a form's action answers with. `typed` and `fields` let the form show what was typed and what is wrong with it,
 * `message` is the sentence for the whole form, `result` is what the deed gave, and `standing` is what stands now
 * where somebody else was faster. `leadsTo` is the page on which the deed ends.
 */
export type Outcome<R = unknown> = {
  done: boolean;
  typed?: Typed;
  message?: string;
  fields?: Record<string, string[] | undefined>;
  result?: R;
  standing?: unknown;
  leadsTo?: string;
};

/** The field by which a form with a script asks to be told where a deed leads, not to be sent there. */
export const asksWhereTo = "$asks-where-to";
