import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { CannotStart } from "./fatal";

/**
 * Only the running program may open the embedded database, so our command-line tools ask it: over a door on this
 * machine's own address, with a token that lies in the data folder for the eyes of its owner. One question, one answer.
 */
export type Deeds = Record<string, () => Promise<string>>;

type Question = { token: string; deed: string };
type Answer = { done: string } | { fault: string };

const notice = (folder: string) => join(folder, "door.json");
const mostBytes = 1024;

/** Answers until it is closed. @returns what closes it */
export function openLocalDoor(folder: string, deeds: Deeds): Promise<() => void> {
  const token = randomBytes(32).toString("base64url");
  const door = createServer((caller) => {
    caller.on("error", () => {});
    hear(caller)
      .then((question) => answer(question, token, deeds))
      .then((words) => caller.end(`${JSON.stringify(words)}\n`))
      .catch(() => caller.destroy());
  });
  door.unref();
  return new Promise((opened, failed) => {
    door.once("error", failed);
    door.listen(0, "127.0.0.1", () => {
      const address = door.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const draft = `${notice(folder)}.${process.pid}`;
      writeFileSync(draft, JSON.stringify({ port, token }), { mode: 0o600 });
      renameSync(draft, notice(folder));
      opened(() => {
        door.close();
        rmSync(notice(folder), { force: true });
      });
    });
  });
}

async function answer(question: string, token: string, deeds: Deeds): Promise<Answer> {
  const { token: given, deed }: Partial<Question> = JSON.parse(question);
  const [right, shown] = [Buffer.from(token), Buffer.from(String(given))];
  if (right.length !== shown.length || !timingSafeEqual(right, shown)) throw new Error("Another token.");
  const work = Object.hasOwn(deeds, String(deed)) ? deeds[String(deed)] : undefined;
  if (!work) return { fault: `The running program is of a version that cannot ${deed}.` };
  try {
    return { done: await work() };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Up to the end of its line; whoever says more, or nothing for long, is not heard. */
function hear(caller: Socket, patienceMs = 5_000): Promise<string> {
  return new Promise((heard, failed) => {
    let said = "";
    const bell = setTimeout(() => failed(new Error("Nothing was said.")), patienceMs);
    caller.on("data", (piece) => {
      said += piece.toString("utf8");
      const end = said.indexOf("\n");
      if (end < 0 && said.length <= mostBytes) return;
      clearTimeout(bell);
      if (end < 0) failed(new Error("Too much was said."));
      else heard(said.slice(0, end));
    });
    caller.once("close", () => failed(new Error("The caller went.")));
  });
}

/** Asks the program that runs on this folder. @throws CannotStart in words, when there is none or it refuses */
export async function askAtDoor(folder: string, deed: string): Promise<string> {
  const answered = await call(folder, deed).catch((cause) => {
    throw new CannotStart(
      "Another program uses the data folder and does not answer here: it is just starting or ending, or is an older version. " +
        "Try again in a moment, or stop it first.",
      { cause },
    );
  });
  if ("done" in answered) return answered.done;
  throw new CannotStart(answered.fault);
}

async function call(folder: string, deed: string): Promise<Answer> {
  const { port, token }: { port: number; token: string } = JSON.parse(readFileSync(notice(folder), "utf8"));
  return new Promise((answered, failed) => {
    let said = "";
    const door = createConnection({ port, host: "127.0.0.1" });
    door.on("connect", () => door.write(`${JSON.stringify({ token, deed })}\n`));
    door.on("data", (piece) => {
      said += piece.toString("utf8");
    });
    door.on("error", failed);
    door.on("close", () => {
      try {
        answered(JSON.parse(said));
      } catch (error) {
        failed(error);
      }
    });
  });
}
