import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Whether somebody sits before us. */
export const canAsk = () => Boolean(process.stdin.isTTY && process.stdout.isTTY);

export async function asked(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return lines.question(question).finally(() => lines.close());
}

/** What is typed is not shown. */
export async function askedInSecret(question: string): Promise<string> {
  process.stdout.write(question);
  const nowhere = new Writable({ write: (_piece, _encoding, next) => next() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const typed = await lines.question("").finally(() => lines.close());
  process.stdout.write("\n");
  return typed;
}
