import { spawn } from "node:child_process";

/** What our programs say while they work. Plain Node: this runs before anything is installed. */

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

let innermost;

/** Says what begins, and how long it took; what takes longer than ten seconds says that it still works. */
export async function step(name, work) {
  const since = Date.now();
  const around = innermost;
  innermost = name;
  const beat = setInterval(() => innermost === name && console.log(`  … ${name}, ${seconds(since)}`), 10_000);
  console.log(`  · ${name}`);
  try {
    const result = await work();
    console.log(`  ✓ ${name} (${seconds(since)})`);
    return result;
  } catch (error) {
    console.log(`  ✗ ${name} (${seconds(since)})`);
    throw error;
  } finally {
    innermost = around;
    clearInterval(beat);
  }
}

/** A program that ended badly; `output` is what it said. */
export class Failed extends Error {
  constructor(words, output = "") {
    super(words);
    this.output = output;
  }
}

/**
 * Runs a program to its end. Its output is shown only when it fails, or as it comes with `loud`; `hear` is given each piece
 * of what it prints. `allowed` are exit codes that are no failure. Gives `{ code, output }`.
 */
export function run(program, words, { env, cwd, loud = false, hear, allowed = [0], shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: loud ? ["inherit", hear ? "pipe" : "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (piece) => {
      output = (output + piece).slice(-200_000);
      if (loud) process.stdout.write(piece);
      hear?.(String(piece));
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", (error) => reject(new Failed(`${program} could not be run: ${error.message}`)));
    child.on("close", (code, signal) => {
      if (allowed.includes(code)) resolve({ code, output });
      else reject(new Failed(`${[program, ...words].join(" ")} ended with ${signal ?? code}.`, output));
    });
  });
}

/** A script of an installed package, run by this Node. */
export const runNode = (words, options) => run(process.execPath, words, options);
