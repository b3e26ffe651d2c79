import { AsyncLocalStorage } from "node:async_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { given, keep } from "@/app/_server/kept";
import { keptMarkup } from "@/app/_server/kept-markup";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const turn = () => new Promise((over) => setImmediate(over));

/** Does it within a request of its own, and gives what tells whether that request is still in memory. */
async function withinARequest(work: () => Promise<unknown>): Promise<WeakRef<object>> {
  const requests = new AsyncLocalStorage<object>();
  const request = { answer: new Array(1_000).fill("a line") };
  await requests.run(request, work);
  return new WeakRef(request);
}

async function isGone(request: WeakRef<object>): Promise<boolean> {
  for (let times = 0; times < 20 && request.deref(); times += 1) {
    await turn();
    collect();
  }
  return !request.deref();
}

test("what is kept keeps nothing of the request that it was read for", async () => {
  let kept: ReturnType<typeof keep<string>> | undefined;
  const request = await withinARequest(async () => {
    kept = keep(
      async () => {
        await turn();
        return "read";
      },
      () => {},
    );
    await given(kept);
  });
  expect(await isGone(request)).toBe(true);
  expect(kept && (await given(kept))).toBe("read");
});

test("a page that is kept keeps nothing of the request that it was drawn for", async () => {
  const draw = async () => {
    await turn();
    return "a page";
  };
  const request = await withinARequest(() => keptMarkup("of a request", draw));
  expect(await isGone(request)).toBe(true);
  expect((await keptMarkup("of a request", async () => "drawn again")).markup).toBe("a page");
});

test("all who ask while it is read wait for the one reading, and what could not be read is told to all and forgotten", async () => {
  let forgotten = 0;
  const torn = keep(
    async () => {
      await turn();
      throw new Error("no answer");
    },
    () => {
      forgotten += 1;
    },
  );
  const both = await Promise.allSettled([given(torn), given(torn)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(forgotten).toBe(1);
});
