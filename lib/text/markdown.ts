import "server-only";
import MarkdownIt from "markdown-it";

/** How long a name stands at this place of a text, right after its "@"; 0 where none does. */
export type NameAt = (text: string, at: number) => number;

/**
 * People's own words, with the few signs of Markdown, as HTML that may stand in a page: no HTML of theirs, no pictures,
 * no headings (a page has its own), links to http, https and mail alone (trust 4). Names after "@" are set apart.
 */
export function markdownToHtml(text: string, nameAt: NameAt = () => 0): string {
  return markdown.render(text, { nameAt });
}

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
markdown.disable(["image", "heading", "lheading", "reference"]);
// What only looks like an address ("notes.md", a name with a point in it) stays as it was typed.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = (address) => /^(https?:\/\/|mailto:)/i.test(address.trim());

markdown.renderer.rules.link_open = (tokens, at, options, _env, self) => {
  tokens[at]?.attrSet("rel", "noopener nofollow");
  return self.renderToken(tokens, at, options);
};

markdown.inline.ruler.before("link", "mention", (state, silent) => {
  if (state.src.charAt(state.pos) !== "@") return false;
  const length = (state.env as { nameAt: NameAt }).nameAt(state.src, state.pos + 1);
  if (length === 0) return false;
  const end = state.pos + 1 + length;
  if (!silent) {
    state.push("mention_open", "b", 1).attrSet("class", "mention");
    state.push("text", "", 0).content = state.src.slice(state.pos, end);
    state.push("mention_close", "b", -1);
  }
  state.pos = end;
  return true;
});
