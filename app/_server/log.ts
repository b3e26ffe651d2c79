import { format } from "node:util";
import pino, { type DestinationStream, type Logger } from "pino";
import { requestId } from "./request-id";

/**
 * The log: one line of JSON for each event, with the number of the request it belongs to. LOG_LEVEL says from where on
 * (info), LOG_FORMAT (json, in development plain) whether it is for a program or for a person at a terminal. Never in it: passwords, tokens, cookies, people's words.
 */
const home = Symbol.for("common-cause.log");
const shelf = globalThis as typeof globalThis & { [home]?: Logger };

const wantedFormat = () => process.env.LOG_FORMAT || (process.env.NODE_ENV === "production" ? "json" : "plain");
const isPlain = () => wantedFormat() === "plain";

/** What must not be told even where somebody logs a whole object by mistake. */
const secretNames = ["password", "token", "authorization", "cookie", "secret", "passwordHash", "tokenHash"];
const secret = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** For tests: a log that writes elsewhere. */
export function makeLog(destination?: DestinationStream): Logger {
  return pino(
    {
      level: process.env.LOG_LEVEL || (process.env.NODE_ENV === "test" ? "silent" : "info"),
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      mixin: () => ({ requestId: requestId() }),
      redact: { paths: secret, censor: "(kept out of the log)" },
      serializers: { err: faultForLog },
    },
    destination ?? (isPlain() ? plain : pino.destination({ dest: 1, sync: true })),
  );
}

export function log(): Logger {
  shelf[home] ??= makeLog();
  return shelf[home];
}

/** A fault without the values of its statement and without the row the database complains of: they are people's words. */
export function faultForLog(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { message: String(fault) };
  const query = "query" in fault && typeof fault.query === "string" ? fault.query : undefined;
  const code = "code" in fault ? fault.code : undefined;
  const calls = fault.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    type: fault.name,
    message: query ? "A statement failed." : fault.message,
    ...(query && { query }),
    ...(code !== undefined && { code }),
    stack: calls.join("\n"),
    ...(fault.cause !== undefined && { cause: faultForLog(fault.cause) }),
  };
}

/** Words for a person: the time, what it says, and what it is about. */
const plain: DestinationStream = {
  write(line) {
    const { time, level, msg, pid: _, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
    const about = Object.entries(rest).map(([name, value]) => `${name}=${value}`);
    const mark = level === "info" ? [] : [String(level)];
    process.stdout.write(`  ${[String(time).slice(11, 19), ...mark, msg, ...about].join(" ")}\n`);
    if (err) process.stdout.write(format("%O\n", err));
  },
};

/**
 * From here on what is written with `console`, by us and by Next, is a line of the log, with the number of its request. A
 * start that fails is told before, in words for whoever sits there.
 */
export function logConsole(): void {
  if (isPlain()) return;
  const asLine =
    (level: "error" | "warn") =>
    (...words: unknown[]) => {
      const fault = words.find((word) => word instanceof Error);
      const said = words.filter((word) => word !== fault);
      log()[level](fault ? { err: fault } : {}, said.length > 0 ? format(...said).trim() : "A fault.");
    };
  console.error = asLine("error");
  console.warn = asLine("warn");
}
