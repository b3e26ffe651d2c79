import { v7 } from "uuid";

/** A browser without JavaScript: it reads pages and sends forms, with the cookie of one person. */
export type Visitor = {
  /** Reads a page; throws when it does not answer 200. */
  read(path: string): Promise<string>;
  /** Reads the page once and gives what sends its form again and again, each time with a new id. */
  form(path: string, field: string, words: string): Promise<() => Promise<void>>;
};

export function visitor(origin: string, cookie = ""): Visitor {
  async function read(path: string) {
    const answer = await fetch(origin + path, { headers: { cookie }, redirect: "manual" });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.\n${text.slice(0, 500)}`);
    return text;
  }

  async function form(path: string, field: string, words: string) {
    const fields = fieldsOfForm(await read(path), field);
    return async () => {
      const body = new FormData();
      for (const [name, value] of fields) body.append(name, value);
      body.set("id", v7());
      body.set(field, words);
      const answer = await fetch(origin + path, {
        method: "POST",
        headers: { cookie, origin },
        body,
        redirect: "manual",
      });
      const text = await answer.text();
      if (answer.status !== 200 && answer.status !== 303)
        throw new Error(`Sending the form of ${path} was answered ${answer.status}.\n${text.slice(0, 500)}`);
    };
  }

  return { read, form };
}

/** What the form with this field sends by itself: its hidden fields, Next's own among them. */
function fieldsOfForm(page: string, field: string): [string, string][] {
  const forms = page.match(/<form\b.*?<\/form>/gs) ?? [];
  const wanted = forms.find((form) => form.includes(` name="${field}"`));
  if (!wanted) throw new Error(`The page has no form with a field “${field}”.`);
  const inputs = wanted.match(/<input\b[^>]*type="hidden"[^>]*>/g) ?? [];
  return inputs.map((input) => [attribute(input, "name"), attribute(input, "value")]);
}

function attribute(tag: string, name: string): string {
  const [, value = ""] = new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? [];
  return value
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
