import type { Engine } from "./client";

/** One connection: a lock, a transaction and what was `set` belong to it. */
export type Session = {
  /** Any number of statements without values. */
  run(text: string): Promise<unknown>;
  ask<Row = Record<string, unknown>>(text: string, values?: (string | null)[]): Promise<Row[]>;
};

/** The embedded database has one connection, so whoever opens a transaction here stops everybody else until its end. */
export async function inSession<T>(engine: Engine, work: (session: Session) => Promise<T>): Promise<T> {
  if (engine.kind === "pglite") {
    const { client } = engine;
    return work({
      run: (text) => client.exec(text),
      ask: async <Row>(text: string, values?: (string | null)[]) => (await client.query<Row>(text, values)).rows,
    });
  }
  const connection = await engine.client.reserve();
  try {
    return await work({
      run: (text) => connection.unsafe(text),
      ask: async <Row>(text: string, values?: (string | null)[]) =>
        (await connection.unsafe(text, values)) as unknown as Row[],
    });
  } finally {
    connection.release();
  }
}
