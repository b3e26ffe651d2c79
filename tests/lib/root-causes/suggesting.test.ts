import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { one, rows } from "@/db/rows";
import { linkRootCause } from "@/lib/incidents/known-causes";
import { alikeInput } from "@/lib/root-causes/input";
import { alikeFrom, searchForAlike, wordOverlap, wordsThatMatter } from "@/lib/root-causes/overlap";
import { listAlike } from "@/lib/root-causes/suggesting";
import { incidentRow, rootCauseRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const alike = (world: World, fields: Record<string, string>) => listAlike(db, world.lead, alikeInput.parse(fields));

async function met(world: World, rootCauseId: string, given: Parameters<typeof incidentRow>[2]) {
  await linkRootCause(db, world.lead, { incidentId: await incidentRow(db, world, given), rootCauseId });
}

test("a cause in nearly the same words is proposed, with how often it was seen and when last", async () => {
  const world = await aWorkspace(db);
  const id = await rootCauseRow(db, world, "No one owns a web lead from form to first call");
  await rootCauseRow(db, world, "The bonus counts closed deals only");
  await met(world, id, { title: "A", occurredOn: "2026-03-04" });
  await met(world, id, { title: "B", occurredOn: "2026-02-01" });

  expect(await alike(world, { text: "No one owns a lead from web form to the first call" })).toEqual([
    {
      id,
      text: "No one owns a web lead from form to first call",
      category: "role",
      because: "words",
      times: 2,
      lastOn: "2026-03-04",
    },
  ]);
  expect(await alike(world, { text: "A lead from web form", category: "role" })).toEqual([]);
});

test("words alone do not do where the category is another one", async () => {
  const world = await aWorkspace(db);
  await rootCauseRow(db, world, "No one owns a web lead");

  expect(await alike(world, { text: "No one owns a web lead", category: "skill" })).toEqual([]);
  expect(await alike(world, { text: "No one owns a web lead", category: "role" })).toHaveLength(1);
});

test("an incident like an earlier one proposes the cause that was found then", async () => {
  const world = await aWorkspace(db);
  const id = await rootCauseRow(db, world);
  await met(world, id, { title: "Price list of the spring fair was in the old format" });

  const [found] = await alike(world, { text: "The price list for the fair was in the old format" });

  expect(found).toMatchObject({ id, because: "incident", times: 1 });
});

test("a cause met twice at a hand-off is proposed there", async () => {
  const world = await aWorkspace(db);
  const [often, once] = [await rootCauseRow(db, world, "A"), await rootCauseRow(db, world, "B")];
  for (const title of ["One", "Two"]) await met(world, often, { title, handOff: "Lead to first call" });
  await met(world, once, { title: "Three", handOff: "Lead to first call" });

  expect(await alike(world, { text: "Something else", handOff: "Lead to first call" })).toMatchObject([
    { id: often, because: "hand_off", times: 2 },
  ]);
  expect(await alike(world, { text: "Something else", handOff: "Fair to follow-up" })).toEqual([]);
});

test("nothing of another workspace is proposed, and nothing to what says nothing", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  await rootCauseRow(db, depot, "No one owns a web lead");

  expect(await alike(mill, { text: "No one owns a web lead" })).toEqual([]);
  for (const text of ["", "the of and", "'", "a & b | !c", "<script>", "\\"])
    expect(await alike(depot, { text })).toEqual([]);
});

test("the search finds whatever is alike", async () => {
  const vocabulary = "lead form owner call week price list fair format bonus deal field route rule queue".split(" ");
  const texts = fc.uniqueArray(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(texts, texts, async (typed, standing) => {
      const words = wordsThatMatter(typed.join(" "));
      if (wordOverlap(words, wordsThatMatter(standing.join(" "))) < alikeFrom) return;
      const search = searchForAlike(words);
      const found = await db.execute(
        sql`select to_tsvector('simple', ${standing.join(" ")}) @@ to_tsquery('simple', ${search}) as finds`,
      );
      expect(one(rows<{ finds: boolean }>(found)).finds).toBe(true);
    }),
    { numRuns: 100 },
  );
});
