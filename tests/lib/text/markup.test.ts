import { expect, test } from "vitest";
import { Markup, markup, noMarkup } from "@/lib/text/markup";

test("words put into markup stay words, in text and in attributes", () => {
  const words = `</text><script>"x" & 'y'</script>`;

  const made = markup`<text aria-label="${words}">${words}</text>`;

  const safe = "&lt;/text&gt;&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/script&gt;";
  expect(made.text).toBe(`<text aria-label="${safe}">${safe}</text>`);
});

test("markup put into markup is taken as it is, one piece or many", () => {
  const bold = markup`<b>${"<"}</b>`;

  expect(markup`<p>${bold}${[bold, bold]}${noMarkup}${1.5}</p>`.text).toBe(
    "<p><b>&lt;</b><b>&lt;</b><b>&lt;</b>1.5</p>",
  );
  expect(bold).toBeInstanceOf(Markup);
});

test("characters that XML does not know are replaced, torn ones too", () => {
  expect(markup`${"a\u0000b\u0008c\uD800d\uFFFEe\tf\n"}`.text).toBe("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\tf\n");
});
