import type { Alike } from "@/lib/root-causes/suggesting";
import { alikeAction } from "./actions";

/** What was seen before like these words. Nothing where nobody could be asked: a hint is never in the way. */
export async function askAlike(workspace: string, fields: Record<string, string>): Promise<Alike[]> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  try {
    return (await alikeAction(workspace, { done: false }, form)).result ?? [];
  } catch {
    return [];
  }
}
