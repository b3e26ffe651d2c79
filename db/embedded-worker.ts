import { parentPort, workerData } from "node:worker_threads";
import type { PGlite, Transaction } from "@electric-sql/pglite";
import type { Asked, Fault, Said } from "./embedded-thread";
import { openEmbedded } from "./open-embedded";

/** The thread of the embedded database: does what `EmbeddedThread` asks, in the order PGlite itself keeps. */
const { pgdata } = workerData as { pgdata: string };
const client: PGlite = openEmbedded(pgdata);
const open = new Map<number, { tx: Transaction; commit(): void; rollback(): void; ended: Promise<void> }>();
const listeners = new Map<number, () => Promise<void>>();

const say = (said: Said) => parentPort?.postMessage(said);
const asItComes = (value: string) => value;

parentPort?.on("message", (asked: Asked) => {
  if (asked.op === "begin") return begin(asked.id);
  work(asked).then(
    (answer) => say({ id: asked.id, answer }),
    (error) => say({ id: asked.id, fault: faultOf(error) }),
  );
});

async function work(asked: Exclude<Asked, { op: "begin" }>): Promise<unknown> {
  const on = asked.tx === undefined ? client : transactionOf(asked.tx).tx;
  switch (asked.op) {
    case "query": {
      const { text, values, rowMode, asText } = asked;
      const parsers = asText.length > 0 ? Object.fromEntries(asText.map((type) => [type, asItComes])) : undefined;
      return on.query(text, values, { ...(rowMode && { rowMode }), ...(parsers && { parsers }) });
    }
    case "exec":
      return on.exec(asked.text);
    case "commit":
    case "rollback": {
      const { commit, rollback, ended } = transactionOf(asked.tx);
      if (asked.op === "commit") commit();
      else rollback();
      return ended;
    }
    case "listen": {
      const { id, channel } = asked;
      listeners.set(id, await client.listen(channel, (payload) => say({ listener: id, payload })));
      return id;
    }
    case "unlisten":
      return listeners.get(asked.listener)?.();
    case "ping":
      return;
    case "close":
      return client.close();
  }
}

/** Told once the transaction holds the database; ended by `commit` or `rollback`. */
function begin(id: number) {
  const wished = Symbol("rolled back");
  const ended = client
    .transaction(
      (tx) =>
        new Promise<void>((commit, rollback) => {
          queueMicrotask(() => {
            open.set(id, { tx, commit, rollback: () => rollback(wished), ended });
            say({ id, answer: id });
          });
        }),
    )
    .then(
      () => {},
      (error) => {
        if (!open.has(id)) say({ id, fault: faultOf(error) });
        else if (error !== wished) throw error;
      },
    )
    .finally(() => open.delete(id));
  ended.catch(() => {}); // told to whoever ends it
}

function transactionOf(id: number | undefined) {
  const found = open.get(id ?? -1);
  if (!found) throw new Error("This transaction has ended.");
  return found;
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { message: String(error), more: {} };
  const own = Object.entries(error).filter(([, value]) => value === null || typeof value !== "object");
  const plain = own.filter(([, value]) => typeof value !== "function" && typeof value !== "symbol");
  return { message: error.message, more: { name: error.name, ...Object.fromEntries(plain) } };
}
