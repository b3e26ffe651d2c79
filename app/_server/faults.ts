import { z } from "zod";

/** What was wrong with a shape, as forms show it: sentences per field, and one for the whole where no field fits. */
export function flattenFaults(error: z.ZodError): { message?: string; fields: Record<string, string[] | undefined> } {
  const { formErrors, fieldErrors } = z.flattenError(error);
  return { message: formErrors[0], fields: fieldErrors };
}

/** The same for the API: each fault with its place, as `incidents.0.title`. */
export const listFaults = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
