import { owner } from "../support/logging";
import { fieldsOf } from "../support/plain-form";

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
