import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/** What stands before several copies of the program: it takes turns, as docs/several-copies.md lets nginx do. */
export type TurnTaker = {
  origin: string;
  /** The origins of the copies; whoever restarts one puts the new one in its place. */
  copies: string[];
  stop(): Promise<void>;
};

/**
 * Hands each request to the next copy. One that takes no connection is passed by, and the request goes to the one after
 * it; what a copy has begun to read is sent to no other.
 */
export async function startProxy(port: number, copies: string[] = []): Promise<TurnTaker> {
  const proxy: TurnTaker = { origin: `http://localhost:${port}`, copies, stop };
  let turn = 0;
  const server = createServer((asked, answer) => {
    turn += 1;
    passOn(asked, answer, [...copies.slice(turn % copies.length), ...copies.slice(0, turn % copies.length)]);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  async function stop() {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }
  return proxy;
}

function passOn(asked: IncomingMessage, answer: ServerResponse, [copy, ...others]: string[]) {
  if (!copy) {
    answer.writeHead(502).end("No copy takes a connection.");
    return;
  }
  const { hostname, port } = new URL(copy);
  const headers = { ...asked.headers, "x-forwarded-for": asked.socket.remoteAddress, "x-forwarded-proto": "http" };
  // A connection of its own for each request: a kept one may be closed by the copy just as the next request is sent.
  const onward = request({ hostname, port, method: asked.method, path: asked.url, headers, agent: false });
  let connected = false;
  onward.on("socket", (socket) =>
    socket.once("connect", () => {
      connected = true;
      asked.pipe(onward);
    }),
  );
  onward.on("response", (came) => {
    answer.writeHead(came.statusCode ?? 502, came.headers);
    came.pipe(answer);
    came.on("error", () => answer.destroy());
  });
  onward.on("error", () => {
    if (!connected) return passOn(asked, answer, others);
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end("The copy went away over this request.");
  });
  answer.on("close", () => onward.destroy());
}
