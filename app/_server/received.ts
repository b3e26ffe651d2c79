import { headers } from "next/headers";

/**
 * In the first moments of a start a request can come past `arrival.ts`. Without a content policy it is shown no page, and
 * it is nobody's.
 */
export async function requireReceived(): Promise<void> {
  if (!(await headers()).has("x-nonce")) throw new Error("A request came before the program was ready for it.");
}
