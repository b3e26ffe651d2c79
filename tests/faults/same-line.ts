import { v7 } from "uuid";
import { expect } from "vitest";
import { adoptEngine, closeDatabase, serverAt } from "@/db/client";
import { newsSince } from "@/lib/causes/news-since";
import { startSession } from "@/lib/people/sessions";
import { openTreePage } from "../bench/live-pages";
import { actionNamed, visitor } from "../bench/visits";
import { aTreeIn, historyOf, whyNow } from "../lib/causes/at-a-tree";
import { aWorkspace } from "../support/worlds";

type TwoCopies = { url: string; copies: [first: string, second: string]; rounds: number };

/**
 * Two people reword one line at the same moment, each on a copy of their own. One is written; the other is refused and told
 * at once what stands, and hears it through their stream, too. @returns how many ms that took at most
 */
export async function rewordAtOnce({ url, copies, rounds }: TwoCopies): Promise<number> {
  const db = adoptEngine({ kind: "server", client: serverAt(url, { pool: 2 }) });
  try {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const base = `/w/${world.workspace.slug}`;
    const reword = actionNamed("rewordWhyAction");
    const since = (await newsSince(db, world.lead, treeId, 0))?.sequence ?? 0;
    const people = await Promise.all(
      [world.lead, world.seller].map(async ({ userId }, number) => {
        const origin = copies[number] ?? "";
        const cookie = `common-cause=${await startSession(db, userId)}`;
        const page = openTreePage({ origin, base, treeId, cookie, since });
        await page.opened;
        return { page, ...visitor(origin, cookie) };
      }),
    );
    let slowest = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const before = `Nobody is told, ${round}`;
      const whyId = await lead.asks(before);
      const texts = people.map((_, number) => `As person ${number} says, ${v7()}`);
      const begun = performance.now();
      const said = await Promise.allSettled(
        people.map(({ act }, number) =>
          act(`${base}/causes/${treeId}`, reword, [world.workspace.slug, null], {
            treeId,
            whyId,
            text: texts[number] ?? "",
            before,
          }),
        ),
      );
      const [refused] = said.filter((answer) => answer.status === "rejected");
      const { text: stands } = await whyNow(db, whyId);
      expect(said.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(stands).toBe(texts[said.findIndex(({ status }) => status === "fulfilled")]);
      expect(String(refused?.reason)).toContain(stands);
      for (const { page } of people)
        await expect.poll(() => page.seen.get(whyId)?.at(-1)?.text, { timeout: 10_000, interval: 5 }).toBe(stands);
      slowest = Math.max(slowest, performance.now() - begun);
    }
    expect((await historyOf(db, treeId)).filter((verb) => verb === "why.reworded")).toHaveLength(rounds);
    for (const { page } of people) page.close();
    return slowest;
  } finally {
    await closeDatabase();
  }
}
