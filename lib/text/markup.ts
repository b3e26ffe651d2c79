/** Markup that we make ourselves. Whatever is put into it is escaped, unless it is markup already. */
export class Markup {
  constructor(readonly text: string) {}
  toString() {
    return this.text;
  }
}

type Part = string | number | Markup | readonly Markup[];

/** A template whose values stay words: markup`<text>${words}</text>`. Values of attributes stand in double quotes. */
export function markup(pieces: TemplateStringsArray, ...values: Part[]): Markup {
  let text = pieces[0] ?? "";
  for (const [at, value] of values.entries()) text += written(value) + (pieces[at + 1] ?? "");
  return new Markup(text);
}

export const noMarkup = new Markup("");

function written(value: Part): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? escaped(value) : value.map(({ text }) => text).join("");
}

const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Also fit for XML, which knows fewer characters than people can type. */
const escaped = (words: string) =>
  words
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML does not allow
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
