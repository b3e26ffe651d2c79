/** What is wrong with a case file, in words and with its place. */
import type { z } from "zod";

/** `path` is dotted, as `incidents.0.title`; empty for the file as a whole. */
export type Fault = { path: string; message: string };

/** Beyond these nobody reads on; the rest is counted. */
const mostFaults = 100;

export function fewest(faults: Fault[]): Fault[] {
  if (faults.length <= mostFaults) return faults;
  const rest = (faults.length - mostFaults).toLocaleString("en");
  return [...faults.slice(0, mostFaults), { path: "", message: `And ${rest} more faults.` }];
}

/** Each unknown field is named at its own place. */
export function listed(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) => {
    const at = (...more: PropertyKey[]) => [...issue.path, ...more].map(String).join(".");
    if (issue.code !== "unrecognized_keys") return [{ path: at(), message: issue.message }];
    return issue.keys.map((name) => ({
      path: at(name.slice(0, 80)),
      message: "This field is not part of the format.",
    }));
  });
}

const names: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list of two",
  object: "an object",
  null: "null",
};

const nameOf = (type: string) => names[type] ?? type;

/** Plain sentences for what the shape alone can tell. */
export const inWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "This field is missing.";
      return `This must be ${nameOf(issue.expected)}, not ${nameOf(kindOf(issue.input))}.`;
    case "invalid_value":
      if (issue.input === undefined) return "This field is missing.";
      return `Use ${issue.values.length > 1 ? "one of " : ""}${issue.values.map((value) => JSON.stringify(value)).join(", ")}.`;
    case "too_big":
      return issue.origin === "array" ? `At most ${issue.maximum} entries.` : `At most ${issue.maximum}.`;
    case "too_small":
      return issue.origin === "array" ? `At least ${issue.minimum} entries.` : `At least ${issue.minimum}.`;
    default:
      return "This does not fit here.";
  }
};

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
