import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program of ours run as a process of its own; `said` is all it has printed so far. */
export type Program = { child: ChildProcess; said(): string; ended: Promise<number | null> };

export function runProgram(words: string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  const keep = (piece: Buffer) => {
    said += piece;
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return { child, said: () => said, ended: once(child, "close").then(([code]) => code) };
}

/** Waits until the program has printed what is expected; fails with all it said if it ends before. */
export async function until({ child, said, ended }: Program, expected: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const found = expected.exec(said());
    if (found) return found;
    const over = await Promise.race([once(child.stdout ?? child, "data").then(() => false), ended.then(() => true)]);
    if (over && !expected.test(said())) throw new Error(`The program ended without saying ${expected}:\n${said()}`);
  }
}
