import { createServer, type Server, type Socket } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** What the server says to a step: nothing means yes, a number is the code of its no, `hang` says nothing at all, `drop` hangs up. */
type Says = number | "hang" | "drop" | undefined;
export type Manners = {
  greets?: Says;
  toRecipient?: (address: string) => Says;
  /** After the letter has come whole. `kept`: it is taken, whatever is said then. */
  toLetter?: (mail: Email) => Says;
  password?: string;
};

export type MailServer = {
  /** For SMTP_URL. */
  url: string;
  /** The letters taken, in their order. */
  mails: Received[];
  manners: Manners;
  stop(): Promise<void>;
};
export type Received = Email & { raw: string; header(name: string): string | undefined };

const words = "the server says so";

/** A real SMTP server on a free port of this machine; what is sent to it can be read back. */
export async function startMailServer(manners: Manners = {}): Promise<MailServer> {
  const mails: Received[] = [];
  const held = { manners };
  const server = new SMTPServer({
    authOptional: true,
    // Its certificate is nobody's.
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onConnect: (session, done) => answer(held.manners.greets, session, done),
    onAuth: ({ password }, _session, done) =>
      password === held.manners.password ? done(null, { user: "house" }) : done(new Error("wrong password")),
    onRcptTo: ({ address }, session, done) => answer(held.manners.toRecipient?.(address), session, done),
    async onData(stream, session, done) {
      const raw = await wholeOf(stream);
      // Whoever sent it is gone, and so is the letter.
      if (raw === undefined) return;
      const mail = await PostalMime.parse(raw);
      const says = held.manners.toLetter?.(mail);
      if (typeof says !== "number") mails.push(asReceived(mail, raw));
      answer(says, session, done);
    },
  });
  server.on("error", () => {});
  const sockets = new Map<string, Socket>();
  server.server.on("connection", (socket: Socket) => sockets.set(`${socket.remotePort}`, socket));
  const answer = (says: Says, session: { remotePort: number }, done: (no?: Error | null) => void) => {
    if (says === "hang") return;
    if (says === "drop") return void sockets.get(`${session.remotePort}`)?.destroy();
    done(says === undefined ? undefined : Object.assign(new Error(words), { responseCode: says }));
  };
  const port = await listening(server.server, () => server.listen(0, "127.0.0.1"));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    get manners() {
      return held.manners;
    },
    set manners(next) {
      held.manners = next;
    },
    stop: () =>
      new Promise((stopped) => {
        for (const socket of sockets.values()) socket.destroy();
        server.close(stopped);
      }),
  };
}

/** Undefined: the line broke before all had come. */
async function wholeOf(stream: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of stream) pieces.push(piece);
  } catch {
    return undefined;
  }
  return Buffer.concat(pieces).toString("utf8");
}

const asReceived = (mail: Email, raw: string): Received => ({
  ...mail,
  raw,
  header: (name) => mail.headers.find(({ key }) => key === name.toLowerCase())?.value,
});

/** A port that takes connections and never says a word. */
export async function startSilentServer(): Promise<Pick<MailServer, "url" | "stop">> {
  const open = new Set<Socket>();
  const server = createServer((socket) => void open.add(socket));
  const port = await listening(server, () => server.listen(0, "127.0.0.1"));
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () =>
      new Promise((stopped) => {
        for (const socket of open) socket.destroy();
        server.close(() => stopped());
      }),
  };
}

function listening(server: Server, listen: () => unknown): Promise<number> {
  return new Promise((found) => {
    server.once("listening", () => {
      const address = server.address();
      found(typeof address === "object" && address ? address.port : 0);
    });
    listen();
  });
}
