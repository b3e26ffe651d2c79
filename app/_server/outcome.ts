/** What a form had in its fields, by name; files and secrets are left out. */
export type Typed = Record<string, string>;

/**
 * What a form's action answers with. `typed` and `fields` let the form show what was typed and what is wrong with it,
 * `message` is the sentence for the whole form, `result` is what the deed gave, and `standing` is what stands now
 * where somebody else was faster.
 */
export type Outcome<R = unknown> = {
  done: boolean;
  typed?: Typed;
  message?: string;
  fields?: Record<string, string[] | undefined>;
  result?: R;
  standing?: unknown;
};
