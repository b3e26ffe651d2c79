import { connect, createServer, type Socket } from "node:net";

/** Stands between the program and its database and counts the statements that pass. */
export type QueryTap = { url: string; count(): number; close(): void };

export async function tapQueries(databaseUrl: string): Promise<QueryTap> {
  const target = new URL(databaseUrl);
  let statements = 0;
  const server = createServer((program) => {
    const database = connect(Number(target.port || 5432), target.hostname);
    program.on(
      "data",
      countingIn(() => (statements += 1)),
    );
    passOn(program, database);
    passOn(database, program);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(typeof address === "object" ? address?.port : "");
  return { url: url.href, count: () => statements, close: () => void server.close() };
}

function passOn(from: Socket, to: Socket) {
  from.pipe(to);
  from.on("error", () => to.destroy());
  from.on("close", () => to.destroy());
}

/** Each message is a letter and a length, but for the first, which has no letter. A statement is run by E(xecute) or Q(uery). */
function countingIn(found: () => void) {
  let rest = Buffer.alloc(0);
  let greeted = false;
  return (piece: Buffer) => {
    rest = Buffer.concat([rest, piece]);
    for (;;) {
      const letter = greeted ? 1 : 0;
      if (rest.length < letter + 4) return;
      const end = letter + rest.readUInt32BE(letter);
      if (rest.length < end) return;
      if (greeted && "EQ".includes(String.fromCharCode(rest[0] ?? 0))) found();
      greeted = true;
      rest = rest.subarray(end);
    }
  };
}
