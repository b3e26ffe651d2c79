import { owner } from "../support/logging";

/** Signs the owner in by the form of the sign-in page, as a browser without scripts. @returns the cookie */
export async function signIn(origin: string): Promise<string> {
  const form = fieldsOf(await (await fetch(`${origin}/sign-in`)).text());
  form.set("email", owner.email);
  form.set("password", owner.password);
  const answer = await fetch(`${origin}/sign-in`, {
    method: "POST",
    body: form,
    headers: { origin },
    redirect: "manual",
  });
  const [, session] = /common-cause=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "") ?? [];
  if (!session) throw new Error(`Nobody could sign in: ${answer.status}.`);
  return `common-cause=${session}`;
}

/** What the form of a page would send without a script: its hidden fields. */
export function fieldsOf(html: string): FormData {
  const form = new FormData();
  for (const [input] of html.matchAll(/<input type="hidden"[^>]*>/g)) {
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
