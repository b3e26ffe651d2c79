import { afterEach, expect, test, vi } from "vitest";
import { openVoice } from "@/app/w/[workspace]/causes/[tree]/showing/voice";
import { saidIn } from "@/lib/live/said";
import { soon } from "../../support/soon";

type Sent = { begun: number | null; going: string; place: { why: string } };
const sent: Sent[] = [];
const answers: ((answer: Response) => void)[] = [];
vi.stubGlobal("fetch", (address: string) => {
  sent.push(saidIn(`http://here${address}`) as Sent);
  return new Promise<Response>((resolve) => answers.push(resolve));
});
afterEach(() => {
  sent.length = 0;
  answers.length = 0;
});

const place = (why: string) => ({ view: "outline", why, end: null, whole: false }) as const;
const speak = (refused = (_words: string) => {}) => openVoice("/showing", { tab: "tab", begun: null }, refused);
const answer = async (body: unknown, status = 200) => {
  answers.shift()?.(Response.json(body, { status }));
  await soon(() => expect(answers.length).toBe(0));
};

test("one word is on its way at a time, and of what is said meanwhile only the last follows", async () => {
  const voice = speak();
  for (const why of ["a", "b", "c"]) voice.say(place(why));
  expect(sent.map(({ place: { why } }) => why)).toEqual(["a"]);

  answers.shift()?.(Response.json({ begun: 7 }));

  await soon(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ begun: 7, going: "on", place: { why: "c" } });
});

test("the end comes after what is still on its way, and names when one began", async () => {
  const voice = speak();
  voice.say(place("a"));
  voice.end();
  expect(sent).toHaveLength(1);

  answers.shift()?.(Response.json({ begun: 7 }));

  await soon(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ begun: 7, going: "ended" });
});

test("whoever may not show the tree any more is told why, and a line that is down says nothing", async () => {
  const refused = vi.fn();
  const voice = speak(refused);
  voice.say(place("a"));
  await answer({ errors: [{ path: "", message: "Your role does not allow that." }] }, 403);
  await soon(() => expect(refused).toHaveBeenCalledWith("Your role does not allow that."));

  voice.say(place("b"));
  await answer("away", 503);
  voice.say(place("c"));
  await soon(() => expect(sent).toHaveLength(3));
  expect(refused).toHaveBeenCalledTimes(1);
});
