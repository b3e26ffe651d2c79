import { z } from "zod";
import { type NoAnswer, noAnswerBehind } from "@/db/lost";
import { hasRoom, noRoom } from "@/db/room";
import { Refusal, refuse } from "@/lib/refusal";

const noAnswerWords: Record<NoAnswer, string> = {
  "database-away": "The database cannot be reached right now. Please send it again in a moment.",
  "database-slow":
    "That took too long, so it was stopped, and nothing was changed. Try again, or ask for less at once.",
  "database-full":
    "The disk of the database is full, so nothing was changed. Whoever runs this installation has to make room.",
};

const logWords: Record<NoAnswer, string> = {
  "database-away": "The database cannot be reached:",
  "database-slow": "A statement took too long:",
  "database-full": "The disk of the database server is full; make room on it:",
};

/** The expected "no" behind what a deed threw, be it that the database did not answer; undefined for a bug. */
export function refusalBehind(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const why = noAnswerBehind(error);
  if (!why) return undefined;
  // For whoever runs it. The statement without its values: they are people's words.
  const statement = error instanceof Error && "query" in error ? error.query : "";
  console.error(logWords[why], statement);
  return new Refusal("unavailable", noAnswerWords[why]);
}

/** Before whatever changes a row: with a disk that is nearly full everything is read and nothing changed. */
export async function requireRoom(): Promise<void> {
  if (!(await hasRoom())) refuse("unavailable", noRoom);
}

/** What was wrong with a shape, as forms show it: sentences per field, and one for the whole where no field fits. */
export function flattenFaults(error: z.ZodError): { message?: string; fields: Record<string, string[] | undefined> } {
  const { formErrors, fieldErrors } = z.flattenError(error);
  return { message: formErrors[0], fields: fieldErrors };
}

/** The same for the API: each fault with its place, as `incidents.0.title`. */
export const listFaults = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
