import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followWorkspace } from "@/app/w/[workspace]/live/follow";
import type { Change } from "@/lib/live/changes";

/** Only as much of a browser as following needs. What its streams say is said by the test. */
class Source extends EventTarget {
  static opened: Source[] = [];
  static CLOSED = 2;
  readyState = 0;
  constructor(readonly address: string) {
    super();
    Source.opened.push(this);
  }
  say(event: string, data: unknown = {}) {
    this.dispatchEvent(Object.assign(new Event(event), { data: JSON.stringify(data) }));
  }
  close() {
    this.readyState = Source.CLOSED;
  }
}

/** What the server answers to whoever asks since a number. */
let history: Change[] = [];
let asked: number[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  Source.opened = [];
  history = [];
  asked = [];
  vi.stubGlobal("window", { BroadcastChannel });
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false }));
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("navigator", {
    locks: { request: (_name: string, _more: unknown, lead: () => Promise<void>) => lead() },
  });
  vi.stubGlobal("fetch", async (address: string) => {
    const since = Number(new URL(address, "http://localhost").searchParams.get("since"));
    asked.push(since);
    const last = history.filter(({ sequence }) => sequence > since).at(-1);
    return Response.json({ ...(last ?? { sequence: since, subjects: [], kinds: [] }), shown: [] });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const change = (sequence: number): Change => ({ sequence, subjects: ["tree"], kinds: ["tree"] });
let number = 0;
/** What somebody hears who knows all up to 10. */
function follow() {
  const heard: number[] = [];
  const leave = followWorkspace(`mill-${++number}`, 10, ({ sequence }) => heard.push(sequence));
  return { heard, leave };
}

test("where something in between gathers what is sent, one asks every four seconds instead, and hears as much", async () => {
  const { heard, leave } = follow();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(Source.opened).toHaveLength(1);

  history.push(change(11));
  await vi.advanceTimersByTimeAsync(8_000);
  expect(heard).toEqual([11]);
  expect(Source.opened[0]?.readyState).toBe(Source.CLOSED);
  history.push(change(12));
  await vi.advanceTimersByTimeAsync(4_000);

  expect(heard).toEqual([11, 12]);
  expect(Source.opened).toHaveLength(1);
  leave();
  await vi.runAllTimersAsync();
});

test("what comes twice or late is heard once, and a stream that broke goes on from the last that was heard", async () => {
  const { heard, leave } = follow();
  await vi.advanceTimersByTimeAsync(1_000);
  const [first] = Source.opened;
  for (const sequence of [12, 11, 12, 14, 13]) first?.say("change", change(sequence));
  expect(heard).toEqual([12, 14]);

  first?.close();
  first?.say("error");
  await vi.advanceTimersByTimeAsync(5_000);

  expect(Source.opened.map(({ address }) => address.split("since=")[1])).toEqual(["10", "14"]);
  expect(asked).toEqual([10, 14]);
  leave();
  await vi.runAllTimersAsync();
});

test("whoever left while the stream was broken is there no more once it stands again", async () => {
  const met: string[] = [];
  const leave = followWorkspace(
    `mill-${++number}`,
    10,
    () => {},
    (_tree, people) => met.push(people.map(({ name }) => name).join()),
  );
  await vi.advanceTimersByTimeAsync(1_000);
  const [source] = Source.opened;
  source?.say("open");
  source?.say("here", { tree: "tree", people: [{ name: "Sina Roth" }] });
  await vi.advanceTimersByTimeAsync(100);
  expect(met).toEqual(["Sina Roth"]);

  source?.say("error"); // the browser comes back by itself
  source?.say("open");
  await vi.advanceTimersByTimeAsync(100);

  expect(met).toEqual(["Sina Roth", ""]);
  leave();
  await vi.runAllTimersAsync();
});

test("what a tab asked for when it came is heard, also when another tab has told of something later meanwhile", async () => {
  let answer = () => {};
  const answered = new Promise<void>((over) => {
    answer = over;
  });
  const ask = fetch;
  vi.stubGlobal("fetch", async (address: string) => {
    await answered;
    return ask(address);
  });
  const { heard, leave } = follow();
  await vi.advanceTimersByTimeAsync(1_000);
  history.push(change(11));
  const later = new BroadcastChannel(`common-cause:live:mill-${number}`);
  later.postMessage({ change: { sequence: 12, subjects: ["incident"], kinds: ["incident"] } });
  await vi.waitFor(() => expect(heard).toEqual([12]));

  answer();

  await vi.waitFor(() => expect(heard).toEqual([12, 11]));
  later.close();
  leave();
  await vi.runAllTimersAsync();
});

test("whoever may hear no more asks for nothing more", async () => {
  const { leave } = follow();
  await vi.advanceTimersByTimeAsync(1_000);
  Source.opened[0]?.say("beat");
  Source.opened[0]?.say("ended");
  const before = asked.length;

  await vi.advanceTimersByTimeAsync(600_000);

  expect(Source.opened).toHaveLength(1);
  expect(asked).toHaveLength(before);
  leave();
  await vi.runAllTimersAsync();
});
