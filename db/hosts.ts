import { connect, type Socket } from "node:net";
import postgres from "postgres";

/** `postgres://user:password@one:5432,two:5433/name` as the address of each host alone, in order. */
export function addressesIn(url: string): string[] {
  const [, before = "", hosts = "", after = ""] = /^(\w+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/.exec(url) ?? [];
  const several = hosts.split(",").filter(Boolean);
  return several.length > 1 ? several.map((host) => `${before}${host}${after}`) : [url];
}

/** Longer than this no host is waited for that does not say whether it may be written to. */
const patienceSeconds = 3;

/**
 * Makes connections to that of several hosts which may be written to; all are asked at once, and asked again after one
 * was lost. postgres.js 3.4.9 takes a list of hosts too, but then never says that none of them
 * answers: it tries them in turn without a pause, and whoever waits for an answer waits for ever.
 */
export function towardsWritable(addresses: string[]): () => Promise<Socket> {
  let chosen: Promise<string> | undefined;
  return async () => {
    const asked = chosen ?? writableAmong(addresses);
    chosen = asked;
    let address: string | undefined;
    try {
      address = await asked;
    } catch {
      // The driver is told by the connection itself, which fails or finds that it may only read.
      address = addresses[0] ?? "";
    }
    const { hostname, port } = new URL(address);
    const host = hostname.replace(/^\[|\]$/g, "");
    const place = { host, port: Number(port || 5432) };
    const socket = connect(place);
    socket.once("close", () => {
      if (chosen === asked) chosen = undefined;
    });
    return Object.assign(socket, place);
  };
}

/** The first that answers that it may be written to. @throws AggregateError with the reason of each when none does */
export function writableAmong(addresses: string[]): Promise<string> {
  return Promise.any(
    addresses.map(async (address) => {
      if (await isWritable(address)) return address;
      throw Object.assign(new Error("The host may only be read."), { code: "CONNECTION_DESTROYED" });
    }),
  );
}

async function isWritable(address: string): Promise<boolean> {
  const asking = postgres(address, {
    max: 1,
    connect_timeout: patienceSeconds,
    fetch_types: false,
    connection: { application_name: "common-cause looks for its host", statement_timeout: patienceSeconds * 1000 },
    onnotice: () => {},
  });
  let bell: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((_resolve, reject) => {
    const words = "The host does not answer.";
    bell = setTimeout(
      () => reject(Object.assign(new Error(words), { code: "CONNECT_TIMEOUT" })),
      patienceSeconds * 1000,
    );
  });
  const answer = asking`select not pg_is_in_recovery() and not current_setting('transaction_read_only')::boolean as may`;
  try {
    return await Promise.race([answer.then(([row]) => row?.may === true), late]);
  } finally {
    clearTimeout(bell);
    asking.end({ timeout: 1 }).catch(() => {});
  }
}
