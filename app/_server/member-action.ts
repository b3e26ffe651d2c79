import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Member } from "@/lib/access/member";
import { may, type Permission } from "@/lib/access/policy";
import { flattenFaults, refusalBehind, requireRoom } from "./faults";
import { Lead } from "./lead";
import { logForbidden } from "./log-forbidden";
import { asksWhereTo, type Outcome, type Typed } from "./outcome";
import { isFromOurSite } from "./request-origin";
import { currentUser, findVisitor } from "./visitor";

export type MemberAction<R> = (workspace: string, last: Outcome<R>, form: FormData) => Promise<Outcome<R>>;

/**
 * The one door for forms: origin, session, role, shape, then the deed. A refusal becomes a value that keeps what was
 * typed; a bug stays a throw. The permission is named here so that the rights matrix can be read from the source.
 */
export function memberAction<S extends z.ZodType, R = void>(
  permission: Permission,
  schema: S,
  run: (member: Member, input: z.output<S>, workspace: string) => Promise<R>,
): MemberAction<R> {
  return async (workspace, _last, given) => {
    const form = formOf(given);
    const typed = typedIn(form);
    return inWords(typed, async () => {
      const member = (await isFromOurSite()) ? await findVisitor(workspace) : undefined;
      if (!member) return { done: false, typed, message: await whyNobody() };
      if (!may(member.role, permission)) {
        logForbidden(member, permission);
        return { done: false, typed, message: "Your role in this workspace does not allow that." };
      }
      return answer(schema, form, typed, async (input) => {
        if (permission !== "workspace:read") await requireRoom();
        return run(member, input, workspace);
      });
    });
  };
}

/**
 * The door for forms that must be open to strangers (sign-in, set-up, invitation); the reason is for whoever reviews
 * them. Such forms hold secrets, so nothing that was typed is sent back but the fields named in `echo`.
 */
export function openAction<S extends z.ZodType, R = void>(
  _reason: string,
  schema: S,
  run: (input: z.output<S>) => Promise<R>,
  echo: readonly string[] = [],
) {
  return async (_last: Outcome<R>, given: FormData): Promise<Outcome<R>> => {
    const form = formOf(given);
    const typed = Object.fromEntries(Object.entries(typedIn(form)).filter(([name]) => echo.includes(name)));
    if (!(await isFromOurSite())) return { done: false, typed, message: foreignSite };
    return inWords(typed, () => answer(schema, form, typed, run));
  };
}

/**
 * The door for what a signed-in user does to their own account, in whatever workspace. Such forms hold passwords and
 * tokens, so nothing that was typed is sent back.
 */
export function userAction<S extends z.ZodType, R = void>(
  schema: S,
  run: (user: NonNullable<Awaited<ReturnType<typeof currentUser>>>, input: z.output<S>) => Promise<R>,
) {
  return async (_last: Outcome<R>, form: FormData): Promise<Outcome<R>> => {
    if (!(await isFromOurSite())) return { done: false, message: foreignSite };
    return inWords({}, async () => {
      const user = await currentUser();
      if (!user) return { done: false, message: "You are signed out. Sign in again, then fill this in once more." };
      return answer(schema, formOf(form), {}, (input) => run(user, input));
    });
  };
}

async function answer<S extends z.ZodType, R>(
  schema: S,
  form: FormData,
  typed: Typed,
  run: (input: z.output<S>) => Promise<R>,
): Promise<Outcome<R>> {
  const input = schema.safeParse({ ...Object.fromEntries(form), ...filesIn(form) });
  if (!input.success) return { done: false, typed, ...flattenFaults(input.error) };
  try {
    return { done: true, result: await run(input.data) };
  } catch (error) {
    if (!(error instanceof Lead)) throw error;
    if (!form.has(asksWhereTo)) redirect(error.to);
    return { done: true, leadsTo: error.to };
  }
}

/** A refusal becomes a value that keeps what was typed, also where the database gave no answer; a bug stays a throw. */
async function inWords<R>(typed: Typed, work: () => Promise<Outcome<R>>): Promise<Outcome<R>> {
  try {
    return await work();
  } catch (error) {
    unstable_rethrow(error);
    const refusal = refusalBehind(error);
    if (!refusal) throw error;
    const { message, fields, standing } = refusal;
    return { done: false, typed, message, fields, standing };
  }
}

const signedOut = "You are signed out. Sign in again in another tab; what you typed stays here.";
const foreignSite = "This form was sent from another site. Please load the page again.";

async function whyNobody(): Promise<string> {
  if (!(await isFromOurSite())) return foreignSite;
  return (await currentUser()) ? "There is nothing here under this address." : signedOut;
}

/** What a browser calls an action with is the browser's to choose: whatever is no form counts as an empty one. */
const formOf = (given: unknown): FormData => (given instanceof FormData ? given : new FormData());

/** A field that takes files gives a list of them; left empty, an empty one. */
function filesIn(form: FormData): Record<string, File[]> {
  const isFile = (value: FormDataEntryValue) => typeof value !== "string";
  const names = new Set([...form].filter(([, value]) => isFile(value)).map(([name]) => name));
  const chosen = (name: string) =>
    form.getAll(name).filter((value): value is File => isFile(value) && value.name !== "");
  return Object.fromEntries([...names].map((name) => [name, chosen(name)]));
}

/** Text fields only: files and the framework's own fields are not kept. */
function typedIn(form: FormData): Typed {
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  return Object.fromEntries(texts.filter(([name]) => !name.startsWith("$")));
}
