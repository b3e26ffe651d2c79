import { v7 } from "uuid";

/** Somebody with a browser and a cookie, as far as the server can tell. */
export type Visitor = {
  /** Reads a page; throws when it does not answer 200. */
  read(path: string): Promise<string>;
  /** Reads the page with a form and gives what sends it again and again, each time with a new id. */
  form(path: string, field: string, words: string): Promise<Sender>;
};

/** `scripted` sends as React does in the browser, `plain` as a browser without JavaScript, which gets the page anew. */
export type Sender = { scripted(): Promise<void>; plain(): Promise<void> };

type Fields = [name: string, value: string][];

export function visitor(origin: string, cookie = ""): Visitor {
  async function read(path: string) {
    const answer = await fetch(origin + path, { headers: { cookie }, redirect: "manual" });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.\n${text.slice(0, 500)}`);
    return text;
  }

  async function post(path: string, headers: Record<string, string>, fields: Fields) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    const sent = { method: "POST", body, redirect: "manual" } as const;
    const answer = await fetch(origin + path, { ...sent, headers: { cookie, origin, ...headers } });
    const text = await answer.text();
    // Our own actions answer a refusal with `done: false`.
    if (answer.status >= 400 || text.includes('"done":false'))
      throw new Error(`Sending the form of ${path} was answered ${answer.status}.\n${text.slice(0, 500)}`);
  }

  async function form(path: string, field: string, words: string): Promise<Sender> {
    const hidden = hiddenFields(await read(path), field);
    const typed = (): Fields => {
      const own = hidden.filter(([name]) => !name.startsWith("$") && name !== "id");
      return [...own, ["id", v7()], [field, words]];
    };
    const nextOnes = hidden.filter(([name]) => name.startsWith("$"));
    const { id, bound } = actionIn(nextOnes);
    return {
      plain: () => post(path, {}, [...nextOnes, ...typed()]),
      // What React makes of the bound values and the form: "$K1" stands for the fields that begin with "1_".
      scripted: () =>
        post(path, { "next-action": id, accept: "text/x-component" }, [
          ...typed().map(([name, value]): [string, string] => [`1_${name}`, value]),
          ["0", JSON.stringify([...bound, "$K1"])],
        ]),
    };
  }

  return { read, form };
}

/** The action a form names in its hidden fields: alone in a name, or with the values bound to it. */
function actionIn(fields: Fields): { id: string; bound: unknown[] } {
  const alone = fields.find(([name]) => name.startsWith("$ACTION_ID_"));
  if (alone) return { id: alone[0].slice("$ACTION_ID_".length), bound: [] };
  const [, action = "{}"] = fields.find(([name]) => name.endsWith(":0")) ?? [];
  const [, bound = "[]"] = fields.find(([name]) => name.endsWith(":1")) ?? [];
  return { id: JSON.parse(action).id, bound: JSON.parse(bound) };
}

/** What the form with this field sends by itself. */
function hiddenFields(page: string, field: string): Fields {
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
