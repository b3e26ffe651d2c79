import { pages } from "../app/doors/walk";
import { everyDay, findIds, firstDay, type Ids } from "./addresses";
import { people } from "./house";
import { expectGuarded, expectPlain, expectSound } from "./looks";
import { expect, test } from "./story";

/** What holds for every page, one by one: how it looks, what it sends along, and what it tells to whom. */

const nothing = { incident: "", tree: "", cause: "", improvement: "", cycle: "", measure: "" };
const places = Object.keys(everyDay(nothing));
let ids: Ids = nothing;

test.beforeAll(async ({ browser, house, server }) => {
  const page = await browser.newPage({ baseURL: server.origin, storageState: house.keys.jonas });
  ids = await findIds(page, house);
  await page.context().close();
});

test("every page has an address in this story", () => {
  expect([...places, ...Object.keys(firstDay(""))].sort()).toEqual(pages.map(({ file }) => file).sort());
});

for (const file of places) {
  test(`${file} is sound at every width and in both themes, and guarded`, async ({ as, page: strangers }) => {
    const { who, at, also = [] } = everyDay(ids)[file] ?? { at: "/" };
    const page = who ? await as(who) : strangers;
    for (const address of [at, ...also.map((query) => `${at}?${query}`)]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

      expectGuarded(answer);
      await expectSound(page);
    }
  });
}

test("pages that stand alone are sound too", async ({ as }) => {
  for (const [who, address, status] of [
    ["jonas", "/w/nowhere/today", 404],
    ["jonas", "/w/harbour/incidents/not-an-id", 404],
    ["edda", "/w/harbour/incidents/new", 403],
  ] as const) {
    const page = await as(who);
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(status);

    expectGuarded(answer);
    await expectSound(page);
  }
});

test("each answer has a nonce of its own, and files and the API have the same guard", async ({ page, request }) => {
  const seen = new Set<string>();
  for (const _ of [1, 2, 3]) seen.add(expectGuarded(await page.goto("/sign-in")));
  expect(seen.size).toBe(3);

  const script = await page.locator("script[src]").first().getAttribute("src");
  for (const address of [script ?? "", "/icon.svg", "/api/health", "/api/v1/trees/x"])
    expectPlain(await request.get(address));
});

for (const file of places.filter((place) => place.startsWith("app/w/"))) {
  test(`${file} as a bare server component tells a stranger and another workspace nothing`, async ({
    house,
    playwright,
    server,
  }) => {
    const { who = "jonas", at } = everyDay(ids)[file] ?? { at: "/" };
    const baseURL = server.origin;
    const other = people[who].workspace === "harbour" ? "hanne" : "jonas";
    const ask = async (headers: Record<string, string>, storageState?: typeof house.keys.jonas) => {
      const request = await playwright.request.newContext({ baseURL, storageState });
      const get = (address: string) => request.get(address, { headers, maxRedirects: 0 });
      const first = await get(at);
      // Such a request is sent on once, to the same address with a mark of its headers.
      const marked = first.headers().location;
      const answer = marked?.includes("?_rsc") ? await get(marked) : first;
      const text = await answer.text();
      await request.dispose();
      return { status: answer.status(), type: answer.headers()["content-type"], text };
    };
    const secrets = people[who].workspace === "harbour" ? harbourWords : northwindWords;

    const own = await ask({ rsc: "1" }, house.keys[who]);
    if (file === "app/w/[workspace]/page.tsx")
      expect(own.text).not.toContain("<html"); // it only leads on
    else {
      expect([own.status, own.type]).toEqual([200, "text/x-component"]);
      expect(secrets.filter((word) => own.text.includes(word))).not.toEqual([]);
    }
    const bare: Record<string, string>[] = [
      { rsc: "1" },
      { rsc: "1", "next-router-prefetch": "1" },
      { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    ];
    for (const headers of bare) {
      for (const key of [undefined, house.keys[other]]) {
        const { text } = await ask(headers, key);
        expect(secrets.filter((word) => text.includes(word))).toEqual([]);
      }
    }
  });
}

/** Words that only members of a workspace have seen; the frame around each page has some of them. */
/** Long enough that no nonce or key can hold one of them by chance. */
const harbourWords = ["Harbour Instruments", "Jonas Lindqvist", "harbour.example", "flow meter"];
const northwindWords = [people.hanne.name, people.mara.name, "northwind.example", "Marketing and Sales"];
