import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program of ours run as a process of its own; `said` is all it has printed so far. */
export type Program = { child: ChildProcess; said(): string; ended: Promise<number | null> };

/** Runs a script by this Node. @param cwd this checkout, or that of another version */
export function runProgram(words: string[], env: Record<string, string> = {}, cwd = process.cwd()): Program {
  const child = spawn(process.execPath, words, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  const read = async (out: AsyncIterable<Buffer> | null) => {
    for await (const piece of out ?? []) {
      said += piece;
      child.emit("said");
    }
  };
  // Not "close": Node never sends it once the channel was cut by hand.
  const ended = Promise.all([once(child, "exit"), read(child.stdout), read(child.stderr)]).then(([[code]]) => code);
  return { child, said: () => said, ended };
}

/** Waits until the program has printed what is expected; fails with all it said if it ends before. */
export async function until({ child, said, ended }: Program, expected: RegExp): Promise<RegExpExecArray> {
  let over = false;
  for (;;) {
    const found = expected.exec(said());
    if (found) return found;
    if (over) throw new Error(`The program ended without saying ${expected}:\n${said()}`);
    over = await Promise.race([once(child, "said").then(() => false), ended.then(() => true)]);
  }
}
