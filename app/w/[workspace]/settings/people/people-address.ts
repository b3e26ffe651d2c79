import { z } from "zod";
import type { MembersAsked } from "@/lib/teams/queries";
import { freeText, rowId } from "@/lib/text/shapes";

/** Which members the address asks for; whatever it cannot mean is left out. */
export const membersAsked = z.object({
  text: freeText(100).optional().catch(undefined),
  after: rowId.optional().catch(undefined),
});

/** @param change whose row is open */
export function peopleAddress(workspace: string, { text, after }: MembersAsked, change?: string): string {
  const query = new URLSearchParams(Object.entries({ text, after, change }).filter(hasValue));
  return `/w/${workspace}/settings/people${query.size > 0 ? `?${query}` : ""}`;
}

const hasValue = (entry: [string, string | undefined]): entry is [string, string] => !!entry[1];
