import { createServer } from "node:net";

/** A mail server that takes every letter and keeps none, as a process of its own. Tells its port, then, asked, how many it took. */
let taken = 0;
const server = createServer((socket) => {
  let inLetter = false;
  let rest = "";
  const say = (words) => socket.write(`${words}\r\n`);
  socket.setEncoding("latin1");
  socket.on("error", () => {});
  socket.on("data", (piece) => {
    const lines = (rest + piece).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (inLetter) {
        if (line !== ".") continue;
        inLetter = false;
        taken += 1;
        say("250 taken");
      } else if (/^DATA/i.test(line)) {
        inLetter = true;
        say("354 go on");
      } else if (/^QUIT/i.test(line)) {
        say("221 bye");
        socket.end();
      } else say("250 so be it");
    }
  });
  say("220 sink");
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.on("message", () => process.send?.({ taken }));
process.on("disconnect", () => process.exit(0));
