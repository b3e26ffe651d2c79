import { describe, expect, test } from "vitest";
import { markdownToHtml } from "@/lib/text/markdown";

test("emphasis, lists and lines are read as people type them", () => {
  expect(markdownToHtml("*Raw*, not\nthe **report**")).toBe(
    "<p><em>Raw</em>, not<br>\nthe <strong>report</strong></p>\n",
  );
  expect(markdownToHtml("- one\n- two")).toContain("<ul>\n<li>one</li>");
});

test("a name is set apart, and its letters stay letters", () => {
  const nameAt = (text: string, at: number) => (text.startsWith("A_b_ <i>", at) ? 8 : 0);

  expect(markdownToHtml("so, @A_b_ <i>?", nameAt)).toBe('<p>so, <b class="mention">@A_b_ &lt;i&gt;</b>?</p>\n');
});

describe("a link", () => {
  test.each(["https://example.org/a?b=1&c=2", "http://example.org", "mailto:ines@example.org"])("leads to %s", (to) => {
    expect(markdownToHtml(`[there](${to})`)).toContain(
      `<a href="${to.replace("&", "&amp;")}" rel="noopener nofollow">there</a>`,
    );
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "vbscript:x",
    "data:text/html,<script>1</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "file:///etc/passwd",
    "//example.org",
    "/w/mill/settings",
    "blob:1",
  ])("never leads to %s", (to) => {
    expect(markdownToHtml(`[x](${to}) [x](<${to}>) <${to}> [x][1]\n\n[1]: ${to}`)).not.toContain("<a");
  });

  test("that is only pasted works as well, and none is made of what is none", () => {
    expect(markdownToHtml("see https://example.org/x.")).toContain('<a href="https://example.org/x" rel="noopener');
    expect(markdownToHtml("notes.md, ines@example.org, www.example.org")).not.toContain("<a");
  });
});

test.each([
  ["<script>alert(1)</script>", "<script"],
  ['<img src=x onerror="alert(1)">', "<img"],
  ["![x](https://example.org/pixel.png)", "<img"],
  ["<svg/onload=alert(1)>", "<svg"],
  ['<a href="/x" onclick="x">a</a>', "<a"],
  ["# A title", "<h1"],
  ["A title\n===", "<h1"],
  ['[a](https://example.org "x\\" onclick=\\"y")', ' onclick="'],
  ['```"><script>\n<b>\n```', "<script"],
  ["<!-- --><b>x</b>", "<b>"],
])("%s is only words", (text, markup) => {
  expect(markdownToHtml(text)).not.toContain(markup);
});

test.each([
  "[",
  "![",
  "*",
  "_a",
  "`",
  "> ",
  "(",
  "<",
  "[](",
  "- ",
  "@",
  "https://a",
  "&",
  "| a ",
  "~",
  "**a _b ",
  "\\",
  "[a](<",
])("20,000 characters of %s are read in no time", (piece) => {
  const begun = performance.now();
  markdownToHtml(piece.repeat(Math.floor(20_000 / piece.length)));
  expect(performance.now() - begun).toBeLessThan(1_000);
});
