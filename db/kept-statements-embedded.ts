import {
  type messages,
  type PGlite,
  parse,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from "@electric-sql/pglite";
import { mostValues } from "./kept-statements";

/** More than the program has; the one that was not used for longest goes. Each holds some ten kilobytes. */
const mostStatements = 500;

/** The statement was made for tables that are others now, or is not known any more. */
const outdated = new Set(["0A000", "26000"]);

type Kept = { name: string; types: number[]; shape: messages.RowDescriptionMessage | undefined };
type Field = messages.RowDescriptionMessage["fields"][number];
type Query = <T>(text: string, values?: unknown[], options?: QueryOptions) => Promise<Results<T>>;

const home = Symbol.for("common-cause.kept-statements");

/**
 * Lets the embedded database keep the statements it is sent, as keepsStatements does on a server: PGlite parses and plans
 * each anew and goes six times to and fro for one, on the event loop that serves everybody.
 */
export function keepsEmbedded(client: PGlite & { [home]?: true }): PGlite {
  if (client[home]) return client;
  const kept = new Map<string, Kept>();
  let made = 0;

  const send = (...parts: Uint8Array[]) => client.execProtocolStream(joined(parts), { syncToFs: false });

  async function keep(text: string): Promise<Kept> {
    const known = kept.get(text);
    if (known) {
      kept.delete(text);
      kept.set(text, known);
      return known;
    }
    const name = `kept_${++made}`;
    const { serialize } = protocol;
    const told = await send(serialize.parse({ name, text }), serialize.describe({ type: "S", name }), serialize.sync());
    const shape = told.find((one) => one.name === "rowDescription") as messages.RowDescriptionMessage | undefined;
    const statement = { name, types: parse.parseDescribeStatementResults(told), shape };
    kept.set(text, statement);
    const [oldest] = kept.keys();
    if (kept.size > mostStatements && oldest !== undefined) await forget(oldest);
    return statement;
  }

  async function forget(text: string) {
    const { name } = kept.get(text) ?? {};
    kept.delete(text);
    if (name) await send(protocol.serialize.close({ type: "S", name }), protocol.serialize.sync());
  }

  async function run<T>(text: string, values: unknown[], options?: QueryOptions): Promise<Results<T>> {
    const { name, types, shape } = await keep(text);
    const written = values.map((value, at) => {
      if (value === null || value === undefined) return null;
      const write = client.serializers[types[at] ?? 0];
      return write ? write(value) : String(value);
    });
    const { serialize } = protocol;
    const told = await send(
      serialize.bind({ statement: name, values: written }),
      serialize.execute({}),
      serialize.sync(),
    );
    const isRow = (one: messages.BackendMessage): one is messages.DataRowMessage => one.name === "dataRow";
    const rest = told.filter((one) => !isRow(one));
    const [result] = parse.parseResults(shape ? [shape, ...rest] : rest, client.parsers);
    return { ...(result as Results<T>), rows: read<T>(told.filter(isRow), shape?.fields ?? [], options) };
  }

  /**
   * The rows, as PGlite reads them. It puts all parsers of some hundred types together anew for each statement and makes each
   * row of pairs, which took a twelfth of all time where fifty people were at work.
   */
  function read<T>(found: readonly messages.DataRowMessage[], fields: readonly Field[], options?: QueryOptions): T[] {
    const parsers = fields.map(({ dataTypeID }) => options?.parsers?.[dataTypeID] ?? client.parsers[dataTypeID]);
    const valueAt = (value: string | null, at: number) => {
      const parser = value === null ? undefined : parsers[at];
      return parser ? parser(value as string, fields[at]?.dataTypeID) : value;
    };
    if (options?.rowMode === "array") return found.map(({ fields: values }) => values.map(valueAt)) as T[];
    return found.map(({ fields: values }) => {
      const row: Record<string, unknown> = {};
      for (const [at, { name }] of fields.entries()) row[name] = valueAt(values[at] ?? null, at);
      return row as T;
    });
  }

  const isKept = (values: unknown[] | undefined, options: QueryOptions | undefined): values is unknown[] =>
    !!values && values.length > 0 && values.length <= mostValues && !options?.blob && !options?.paramTypes;

  const { query, transaction } = client;
  const plain: Query = query.bind(client);
  const alone: Query = async <T>(text: string, values?: unknown[], options?: QueryOptions) => {
    if (!isKept(values, options)) return plain<T>(text, values, options);
    await client.waitReady;
    try {
      return await client._runExclusiveTransaction(() => client.runExclusive(() => run<T>(text, values, options)));
    } catch (error) {
      if (!outdated.has((error as { code?: string }).code ?? "")) throw error;
      await client.runExclusive(() => forget(text));
      return plain<T>(text, values, options);
    }
  };

  const within = (tx: Transaction): Transaction => {
    const inner: Query = tx.query.bind(tx);
    const own: Query = (text, values, options) =>
      isKept(values, options) && !tx.closed
        ? client.runExclusive(() => run(text, values, options))
        : inner(text, values, options);
    return Object.assign(tx, { query: own });
  };

  return Object.assign(client, {
    [home]: true as const,
    query: alone as PGlite["query"],
    transaction: ((work, ...more) =>
      transaction.call(client, (tx) => work(within(tx)), ...(more as []))) as PGlite["transaction"],
  });
}

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
