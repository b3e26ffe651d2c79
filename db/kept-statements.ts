import type { Sql } from "postgres";

/** A list of ids makes another statement for each length; the long ones are not worth keeping. */
export const mostValues = 30;

/**
 * Lets the server keep the statements Drizzle sends: it parses and plans each once for a connection instead of on each
 * request, which was a quarter of what a page cost, and one message goes to and fro instead of two. Drizzle itself asks
 * for that only with a name for each statement.
 */
export function keepsStatements(client: Sql): Sql {
  return Object.assign(client, keeping(client), { begin: entering(client.begin) });
}

type Unsafe = Sql["unsafe"];
type Enter = (...words: unknown[]) => Promise<unknown>;
/** What Drizzle uses of postgres.js, inside a transaction and out of it. */
type Inner = { unsafe: Unsafe; savepoint?: Enter };

const keeping = ({ unsafe }: { unsafe: Unsafe }) => ({
  unsafe: ((text, values = [], options) =>
    unsafe(text, values, { ...options, prepare: values.length > 0 && values.length <= mostValues })) as Unsafe,
});

/** `begin` and `savepoint` give their work a client of its own, as their last word. */
function entering(enter: unknown): Enter {
  return (...words) => {
    const work = words.pop() as (inner: Inner) => unknown;
    return (enter as Enter)(...words, (inner: Inner) =>
      work(Object.assign(inner, keeping(inner), inner.savepoint && { savepoint: entering(inner.savepoint) })),
    );
  };
}
