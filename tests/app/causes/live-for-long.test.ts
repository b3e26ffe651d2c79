import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test, vi } from "vitest";
import { countStreams, liveAnswer } from "@/app/_server/live-stream";
import { endSession, startSession } from "@/lib/people/sessions";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { comeAs } from "../doors/visitor";

const db = await testDatabase();
afterEach(() => vi.useRealTimers());

/** Reads on until the stream is over. */
async function readAll(body: ReadableStream<Uint8Array> | null): Promise<string> {
  let text = "";
  for await (const piece of body ?? []) text += new TextDecoder().decode(piece);
  return text;
}

test("a stream whose session was ended is told so and hung up on within a minute", async () => {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  const world = await aWorkspace(db);
  const token = await startSession(db, world.lead.userId);
  comeAs(token);
  const { GET } = await import("@/app/w/[workspace]/live/route"); // once Next's own frame is replaced
  const request = new Request(`http://localhost:3000/w/${world.workspace.slug}/live?since=0`, {
    headers: { accept: "text/event-stream" },
  });
  const { body } = await GET(request, { params: Promise.resolve({ workspace: world.workspace.slug }) });
  const reading = readAll(body);
  await endSession(db, token);

  await vi.advanceTimersByTimeAsync(60_000);

  expect(await reading).toMatch(/event: ended\ndata: \{\}\n\n$/);
  expect(countStreams()).toBe(0);
});

/** What is still held once nobody needs it, in MB. */
function held(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 1e6;
}

test("a browser that comes back a thousand times, mostly without hanging up, holds 20 streams and leaves nothing behind", {
  timeout: 60_000,
}, async () => {
  const { workspace, lead } = await aWorkspace(db);
  let most = 0;
  /** Comes so many times; each third time it hangs up itself. */
  const come = async (times: number) => {
    const open: ReadableStreamDefaultReader<Uint8Array>[] = [];
    for (let time = 0; time < times; time += 1) {
      const answer = liveAnswer({ workspaceId: workspace.id, holder: lead.id, since: 0, mayRead: async () => true });
      const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
      await reader.read();
      if (time % 3 === 0) await reader.cancel();
      else open.push(reader);
      most = Math.max(most, countStreams());
    }
    for (const reader of open) await reader.cancel();
  };
  await come(100);
  const [memory, timers] = [held(), timersUnderWay()];

  await come(1000);

  expect(most).toBe(20);
  expect(countStreams()).toBe(0);
  // What each asked when it came is still being answered. Of 1,000 streams each that is kept takes some ten kB.
  await vi.waitFor(
    () => {
      expect(timersUnderWay()).toBeLessThanOrEqual(timers + 1);
      expect(held() - memory).toBeLessThan(5);
    },
    { timeout: 30_000, interval: 500 },
  );
});

const timersUnderWay = () => process.getActiveResourcesInfo().filter((what) => what === "Timeout").length;
