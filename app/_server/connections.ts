import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { tallyQueries } from "@/db/query-count";
import { receive } from "./arrival";
import { trustsProxy } from "./origin";
import { asRequest, requestIdHeader } from "./request-id";
import { follow } from "./traffic";

const servers = new Set<Server>();
let watching = false;

/**
 * Stands before Next's own request handler. It remembers the server, which Next hands to nobody, so that stopping can
 * wait for what is under way; it takes away X-Forwarded-* that no trusted proxy wrote, so that Next fills in the true
 * address, host and protocol; it receives the request (arrival.ts), and counts and logs what became of it under its number.
 */
export function watchConnections() {
  if (watching) return;
  watching = true;
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, name: string | symbol, ...given: Parameters<Server["emit"]>[1][]) {
    const handle = () => Reflect.apply(emit, this, [name, ...given]);
    if (name !== "request") return handle();
    const [request, response] = given as unknown as [IncomingMessage, ServerResponse];
    servers.add(this);
    if (!trustsProxy()) dropForwarded(request);
    follow(request, response);
    if (receive(request, response)) return true;
    return asRequest(String(request.headers[requestIdHeader]), () =>
      process.env.NODE_ENV === "development" ? sayingQueries(request, response, handle) : handle(),
    );
  } as typeof emit;
}

/** In development each page says how many queries it took: the number must not grow with the rows. */
function sayingQueries<T>({ method, url }: IncomingMessage, response: ServerResponse, handle: () => T): T {
  const tally = { queries: 0 };
  response.once("finish", () => tally.queries > 0 && console.log(` ${method} ${url}: ${tally.queries} queries`));
  return tallyQueries(tally, handle);
}

function dropForwarded({ headers }: IncomingMessage) {
  for (const name of Object.keys(headers))
    if (name === "forwarded" || name.startsWith("x-forwarded-")) delete headers[name];
}

/** Takes no new connections, waits for the answers under way, and cuts off what is left after `patienceMs`. */
export async function closeConnections(patienceMs: number): Promise<void> {
  await Promise.all([...servers].map((server) => closeServer(server, patienceMs)));
}

function closeServer(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A kept-alive connection becomes idle only after its answer, so idle ones are swept until none is left.
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
  });
}
