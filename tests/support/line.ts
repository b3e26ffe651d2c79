import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { freePort } from "./server";

/** A line to a port of this machine that can be cut, with all that is said on it, and mended. */
export async function aLineTo(target: number) {
  const port = await freePort();
  const ends = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.pipe(other);
      end.on("error", () => other.destroy());
      end.on("close", () => {
        ends.delete(end);
        other.destroy();
      });
    }
  });
  const mend = async () => {
    relay.listen(port, "127.0.0.1");
    await once(relay, "listening");
  };
  const cut = async () => {
    const closed = once(relay, "close");
    relay.close();
    for (const end of ends) end.destroy();
    await closed;
  };
  await mend();
  return { port, cut, mend };
}
