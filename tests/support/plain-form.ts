/** What a form of a page would send without a script: its hidden fields. @param around words that stand in this form alone */
export function fieldsOf(html: string, around = ""): FormData {
  const form = new FormData();
  const [whole = html] = around
    ? [...html.matchAll(/<form\b.*?<\/form>/gs)].map(([text]) => text).filter((text) => text.includes(around))
    : [];
  for (const [input] of whole.matchAll(/<input type="hidden"[^>]*>/g)) {
    const read = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? "";
    form.set(plain(read("name")), plain(read("value")));
  }
  return form;
}

const plain = (html: string) =>
  html
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
