import { Worker } from "node:worker_threads";
import type { QueryOptions, Results, Transaction } from "@electric-sql/pglite";
import type { Embedded } from "./open-embedded";

/** What is asked of the thread; `tx` is the transaction that it belongs to. */
export type Asked = { id: number; tx?: number } & (
  | { op: "query"; text: string; values?: unknown[]; rowMode?: QueryOptions["rowMode"]; asText: number[] }
  | { op: "exec"; text: string }
  | { op: "begin" | "commit" | "rollback" | "close" | "ping" }
  | { op: "listen"; channel: string }
  | { op: "unlisten"; listener: number }
);
/** What it says: an answer, a fault, or what a channel told a listener. */
export type Said =
  | { id: number; answer?: unknown; fault?: undefined }
  | { id: number; fault: Fault }
  | { listener: number; payload: string };
/** An error loses what is its own on the way; this goes as it is. */
export type Fault = { message: string; more: Record<string, unknown> };

type Wanted<A extends Asked = Asked> = A extends unknown ? Omit<A, "id"> : never;
type Waiting = { done(answer: unknown): void; failed(error: Error): void };

/**
 * The embedded database in a thread of its own: it answers one statement after the other and nothing else can run beside it,
 * so on our own thread everybody would wait for everybody's statements, and for the disk.
 */
export class EmbeddedThread implements Embedded {
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<number, (payload: string) => void>();
  private asked = 0;
  private ended: Error | undefined;

  /** @param onLost what to do when the thread ends by itself: nothing is answered any more */
  constructor(
    readonly dataDir: string,
    onLost: (error: unknown) => void,
    private readonly worker = threadAt(dataDir),
  ) {
    worker.on("message", (said: Said) => this.hear(said));
    worker.on("error", onLost);
    worker.on("exit", () => {
      const isExpected = this.ended !== undefined;
      this.ended ??= new Error("The embedded database has ended.");
      for (const { failed } of this.waiting.values()) failed(this.ended);
      this.waiting.clear();
      if (!isExpected) onLost(this.ended);
    });
  }

  query<T>(text: string, values?: unknown[], options?: QueryOptions): Promise<Results<T>> {
    return this.send(undefined, text, values, options);
  }

  exec(text: string): ReturnType<Embedded["exec"]> {
    return this.ask({ op: "exec", text });
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const number = await this.ask<number>({ op: "begin" });
    let closed = false;
    const tx = {
      query: <R>(text: string, values?: unknown[], options?: QueryOptions) =>
        this.send<R>(number, text, values, options),
      exec: (text: string) => this.ask({ op: "exec", text, tx: number }),
      get closed() {
        return closed;
      },
    } as unknown as Transaction;
    try {
      const result = await work(tx);
      closed = true;
      await this.ask({ op: "commit", tx: number });
      return result;
    } catch (error) {
      // A commit that failed has rolled back already.
      if (!closed) await this.ask({ op: "rollback", tx: number });
      closed = true;
      throw error;
    }
  }

  async listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>> {
    const listener = await this.ask<number>({ op: "listen", channel });
    this.listeners.set(listener, callback);
    return async () => {
      this.listeners.delete(listener);
      await this.ask({ op: "unlisten", listener });
    };
  }

  /** Comes back once the thread runs at all, whatever it is asked besides; one that is caught in a loop says nothing. */
  ping(): Promise<void> {
    return this.ask({ op: "ping" });
  }

  async close(): Promise<void> {
    const closed = this.ask({ op: "close" });
    this.ended ??= new Error("The embedded database is closed.");
    await closed.finally(() => this.worker.terminate());
  }

  private send<T>(tx: number | undefined, text: string, values: unknown[] | undefined, options: QueryOptions = {}) {
    const { rowMode, parsers } = options;
    // Drizzle asks for some types as they come; a function cannot travel, and none does anything else.
    return this.ask<Results<T>>({
      op: "query",
      tx,
      text,
      values,
      rowMode,
      asText: Object.keys(parsers ?? {}).map(Number),
    });
  }

  private ask<Answer = never>(wanted: Wanted): Promise<Answer> {
    if (this.ended) return Promise.reject(this.ended);
    this.asked += 1;
    const id = this.asked;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done: done as Waiting["done"], failed });
      this.worker.postMessage({ ...wanted, id });
    });
  }

  private hear(said: Said) {
    if ("listener" in said) return this.listeners.get(said.listener)?.(said.payload);
    const waiting = this.waiting.get(said.id);
    this.waiting.delete(said.id);
    if (said.fault) waiting?.failed(Object.assign(new Error(said.fault.message), said.fault.more));
    else waiting?.done(said.answer);
  }
}

/** Written as the bundler knows it: so it puts the thread's own file together. */
const threadAt = (pgdata: string) =>
  new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData: { pgdata } });
