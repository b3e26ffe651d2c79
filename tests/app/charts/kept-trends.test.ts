import { v7 } from "uuid";
import { expect, test } from "vitest";
import { keptTrends } from "@/app/w/[workspace]/trends/kept-body";
import { improvements } from "@/db/schema";
import { recordActivity } from "@/lib/activity/record";
import { enterWorkspace, startSession } from "@/lib/people/sessions";
import { setDaysAhead } from "@/lib/text/clock";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

async function begun() {
  const world = await aWorkspace(db);
  await recordActivity(db, world.lead, "workspace.set_up", world.relationship.id);
  return world;
}

/** What somebody reads who looks at the page now. */
async function read(world: World, since?: Date): Promise<string> {
  const entry = await enterWorkspace(db, await startSession(db, world.executive.userId), world.workspace.slug);
  const relationship = entry?.relationships.find(({ id }) => id === world.relationship.id);
  if (!entry || !relationship) throw new Error("Nobody entered.");
  const { member, relationships, sequence: heardUpTo } = entry;
  return (await keptTrends({ member, relationship, relationships, since, heardUpTo })).markup;
}

async function plan(world: World, title: string, daysAgo: number) {
  const id = v7();
  await db.insert(improvements).values({
    id,
    title,
    kind: "countermeasure",
    workspaceId: world.workspace.id,
    relationshipId: world.relationship.id,
    plannedById: world.lead.id,
    createdAt: new Date(Date.now() - daysAgo * 86_400_000),
  });
  await recordActivity(db, world.lead, "improvement.planned", id);
}

test("a deed is seen at once, and nothing of another workspace ever is", async () => {
  const [world, other] = [await begun(), await begun()];
  expect(await read(world)).toContain("No improvement is open");

  await plan(world, "One list of <ready> leads", 100);

  const after = await read(world);
  expect(after).toContain("One list of &lt;ready&gt; leads");
  expect(after).toContain("1 of 1 open");
  expect(await read(other)).toContain("No improvement is open");
  await recordActivity(db, world.lead, "incident.logged", world.relationship.id);
  expect(await read(world)).toContain("1 of 1 open");
});

test("the next day is another page, also when nothing happened", async () => {
  const world = await begun();
  await plan(world, "One list of ready leads", 90);
  expect(await read(world)).toContain("The one open improvement is not stuck");
  try {
    setDaysAhead(2);
    expect(await read(world)).toContain("One improvement is open for more than 90 days");
  } finally {
    setDaysAhead(0);
  }
});
