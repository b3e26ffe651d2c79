import type { ChildProcess } from "node:child_process";

/** Asks a program something over its channel and gives the answer; that it is alive it says by itself, in a word. */
export function toldBy<Answer extends object>(child: ChildProcess, question: string): Promise<Answer> {
  return new Promise((answer) => {
    const hear = (said: unknown) => {
      if (typeof said !== "object" || said === null) return;
      child.off("message", hear);
      answer(said as Answer);
    };
    child.on("message", hear);
    child.send(question);
  });
}
