import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import type { Outcome } from "../_server/outcome";

/** Does a deed once all that was sent before it has been answered; the form may be brought up to that. */
export type InTurn = <T>(deed: () => Promise<T>, form: FormData) => Promise<T>;

type FormAction<R> = (last: Outcome<R>, form: FormData) => Promise<Outcome<R>>;

/**
 * The same action, but where it breaks or the line is down the form stays, with what was typed and a sentence on it.
 * An error page in its place would take the text away.
 */
export function withoutLoss<R>(action: FormAction<R>, inTurn: InTurn = (deed) => deed()): FormAction<R> {
  return async (last, form) => {
    try {
      return await inTurn(() => action(last, form), form);
    } catch (error) {
      unstable_rethrow(error); // a redirect is an error only by its form
      return { done: false, typed: textsIn(form), message: whatHappened(error) };
    }
  };
}

/** Whether trying again might help: the line was down, or nobody answered. A program that broke or was renewed will again. */
export const isLineDown = (error: unknown): boolean =>
  !unstable_isUnrecognizedActionError(error) && !(error instanceof Error && "digest" in error);

/** Whether the program broke over it, and did not only miss the action. */
export const isBroken = (error: unknown): boolean =>
  !unstable_isUnrecognizedActionError(error) && error instanceof Error && "digest" in error;

/** A thrown action in words for the person whose text it was to keep. */
export function whatHappened(error: unknown): string {
  if (unstable_isUnrecognizedActionError(error))
    return "The program was renewed since this page was loaded. Copy what you typed, then load the page again.";
  if (error instanceof Error && "digest" in error && typeof error.digest === "string")
    return `Something broke on our side. What you typed is still here; try again. Reference ${error.digest}.`;
  return "The server cannot be reached. What you typed is still here; try again in a moment.";
}

function textsIn(form: FormData) {
  return Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === "string"));
}
