import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { v7 } from "uuid";

/** Somebody with a browser and a cookie, as far as the server can tell. */
export type Visitor = {
  /** Reads a page; throws when it does not answer 200. */
  read(path: string): Promise<string>;
  /** The same as a link that is followed within the open window: as data. */
  follow(path: string): Promise<string>;
  /** Reads the page with a form and gives what sends it again and again with these words, each time with a new id. */
  form(path: string, said: Record<string, string>): Promise<Sender>;
  /** Calls an action of the page by its id, as its scripts do, with what is bound to it and the fields of a form; gives the answer. */
  act(path: string, action: string, bound: unknown[], said: Record<string, string>): Promise<string>;
};

/** `scripted` sends as React does in the browser, `plain` as a browser without JavaScript, which gets the page anew. */
export type Sender = { scripted(): Promise<string>; plain(): Promise<string> };

/** Of the very React that Next brings along: how a browser writes down what it calls an action with. */
type React = { encodeReply(values: unknown[]): Promise<FormData | string> };
const react: React = createRequire(import.meta.url)("next/dist/compiled/react-server-dom-turbopack/client.node");

/** Next answers so with a page as data, and sends whoever forgets the query elsewhere. */
export const asData = { query: "?_rsc=", headers: { rsc: "1" } };

type Fields = [name: string, value: string][];

export function visitor(origin: string, cookie = ""): Visitor {
  const read = (path: string) => get(path);
  const follow = (path: string) => get(path + asData.query, asData.headers);

  async function get(path: string, more: Record<string, string> = {}) {
    const answer = await fetch(origin + path, { headers: { cookie, ...more }, redirect: "manual" });
    const text = await answer.text();
    // A page that fails while it is sent as data says so in a row of its own.
    const isWhole = answer.status === 200 && !(more.rsc && /^\w+:E\{/m.test(text));
    if (!isWhole) throw new Error(`${path} answered ${answer.status}.\n${text.slice(0, 500)}`);
    return text;
  }

  async function post(path: string, body: FormData | string, headers: Record<string, string> = {}) {
    const sent = { method: "POST", body, redirect: "manual" } as const;
    const answer = await fetch(origin + path, { ...sent, headers: { cookie, origin, ...headers } });
    const text = await answer.text();
    // Our own actions answer a refusal with `done: false`.
    if (answer.status >= 400 || text.includes('"done":false'))
      throw new Error(`Sending the form of ${path} was answered ${answer.status}.\n${text.slice(0, 500)}`);
    return text;
  }

  async function form(path: string, said: Record<string, string>): Promise<Sender> {
    const hidden = hiddenFields(await read(path), Object.keys(said)[0] ?? "");
    const own = hidden.filter(([name]) => !name.startsWith("$"));
    const nextOnes = hidden.filter(([name]) => name.startsWith("$"));
    const { id, bound } = actionIn(nextOnes);
    const filled = (fields: Fields) => {
      const form = new FormData();
      for (const [name, value] of [...fields, ["id", v7()], ...Object.entries(said)] as Fields) form.set(name, value);
      return form;
    };
    return {
      plain: () => post(path, filled(hidden)),
      scripted: async () => {
        const body = await react.encodeReply([...bound, filled(own)]);
        return post(path, body, { "next-action": id, accept: "text/x-component" });
      },
    };
  }

  async function act(path: string, action: string, bound: unknown[], said: Record<string, string>) {
    const form = new FormData();
    for (const [name, value] of Object.entries(said)) form.set(name, value);
    return post(path, await react.encodeReply([...bound, form]), { "next-action": action, accept: "text/x-component" });
  }

  return { read, follow, form, act };
}

type Actions = { node: Record<string, { exportedName?: string }> };

/** The id under which the build knows an action that no form of a page names. */
export function actionNamed(name: string): string {
  const { node }: Actions = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const [id] = Object.entries(node).find(([, { exportedName }]) => exportedName === name) ?? [];
  if (!id) throw new Error(`The build knows no action ${name}.`);
  return id;
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
