import type { Outcome } from "@/app/_server/outcome";
import type { Door } from "./walk";

/** What a door's file exports under its name. */
export async function load<T>({ file, name }: Pick<Door, "file" | "name">): Promise<T> {
  const found = (await import(/* @vite-ignore */ `@/${file.replace(/\.tsx?$/, "")}`)) as Record<string, unknown>;
  return found[name] as T;
}

/** Being sent on is how a deed that was done ends; anything else thrown is a bug. */
export function redirected(error: { digest?: string }): Outcome {
  if (error.digest?.startsWith("NEXT_REDIRECT")) return { done: true };
  throw error;
}
