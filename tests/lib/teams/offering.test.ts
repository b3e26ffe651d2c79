import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { members, teams, users } from "@/db/schema";
import { mostOfTeam, offerPeople } from "@/lib/teams/offering";
import { countOfTeams, listMembersByPage } from "@/lib/teams/queries";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

/** So many people of a team, called "Prefix 0001" and so on; none: neutral. @returns their ids */
async function aCrowd(world: World, teamId: string | null, prefix: string, number: number): Promise<string[]> {
  const people = Array.from({ length: number }, (_, at) => ({
    id: v7(),
    memberId: v7(),
    name: `${prefix} ${String(at + 1).padStart(4, "0")}`,
  }));
  const asUser = ({ id, name }: (typeof people)[number]) => ({ id, name, email: `${id}@crowd.example` });
  await db.insert(users).values(people.map(asUser));
  const asMember = ({ id, memberId }: (typeof people)[number]) => ({ id: memberId, userId: id, teamId });
  const { id: workspaceId } = world.workspace;
  await db.insert(members).values(people.map((one) => ({ ...asMember(one), workspaceId, role: "member" as const })));
  return people.map(({ memberId }) => memberId);
}

const sidesOf = (world: World) => [world.marketing, world.sales];
const namesOf = ({ people }: { people: { name: string }[] }) => people.map(({ name }) => name);

test("in a small workspace everybody is offered, and nobody of another", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];

  const offered = await offerPeople(db, mill.lead, { sideIds: sidesOf(mill) });

  expect(offered).toMatchObject({ some: false, words: "" });
  expect(namesOf(offered)).toContain("Lena Braun");
  expect(namesOf(offered)).toEqual(namesOf(offered).toSorted());
  const ids = offered.people.map(({ id }) => id);
  expect(ids).not.toContain(depot.lead.id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe("in a large workspace", () => {
  let mill: World;
  let salespeople: string[];
  let others: string[];
  beforeAll(async () => {
    mill = await aWorkspace(db);
    const finance = v7();
    await db.insert(teams).values({ id: finance, workspaceId: mill.workspace.id, name: "Finance" });
    salespeople = await aCrowd(mill, mill.sales, "Seller", mostOfTeam + 50);
    others = await aCrowd(mill, finance, "Clerk", mostOfTeam + 50);
  });
  const offer = (more: object = {}) => offerPeople(db, mill.lead, { sideIds: sidesOf(mill), ...more });

  test("the sides are offered first, some of each, and nobody of the many others", async () => {
    const offered = await offer();

    expect(offered.some).toBe(true);
    const of = (teamId: string) => offered.people.filter((person) => person.teamId === teamId).length;
    expect(of(mill.sales)).toBe(mostOfTeam);
    expect(of(mill.marketing)).toBeGreaterThan(0);
    expect(namesOf(offered).filter((name) => name.startsWith("Clerk"))).toEqual([]);
  });

  test("words find whoever has such a name, of whichever team, and mean themselves", async () => {
    expect(namesOf(await offer({ words: "clerk 0149" }))).toEqual(["Clerk 0149"]);
    expect(namesOf(await offer({ words: "0150" }))).toEqual(["Clerk 0150", "Seller 0150"]);
    expect(namesOf(await offer({ words: "0150", onlySides: true }))).toEqual(["Seller 0150"]);
    expect(namesOf(await offer({ words: "%" }))).toEqual([]);
    for (const words of ["\0", "\uD800", ["a"], undefined]) expect((await offer({ words })).words).toBe("");
  });

  test("whoever is chosen already stays on the list, wherever their name stands", async () => {
    const [seller, clerk] = [salespeople.at(-1), others.at(-1)];

    for (const words of ["", "nobody is called so"]) {
      const offered = await offer({ keep: [seller, clerk, null], words });
      expect(offered.people.map(({ id }) => id)).toEqual(expect.arrayContaining([seller, clerk]));
      expect(offered.some).toBe(true);
    }
  });

  test("it takes one query", async () => {
    expect(await countQueries(() => offer({ keep: [salespeople[0]], words: "s" }))).toMatchObject({ queries: 1 });
  });
});

test("members are shown by the page, each once, with how many there are, and are found by name or address", async () => {
  const world = await aWorkspace(db);
  await aCrowd(world, null, "Neutral", 150);
  const first = await listMembersByPage(db, world.owner, {});
  const second = await listMembersByPage(db, world.owner, { after: first.next ?? undefined });

  const names = [...first.members, ...second.members].map(({ name }) => name);
  expect([first.members.length, second.next]).toEqual([100, null]);
  expect(first.all).toBe(names.length);
  expect(names).toEqual(names.toSorted());
  expect(new Set([...first.members, ...second.members].map(({ id }) => id)).size).toBe(first.all);
  const found = await listMembersByPage(db, world.owner, { text: "lindqvist" });
  expect(found.members).toMatchObject([{ name: "Jonas Lindqvist", teamName: "Sales" }]);
  expect(
    (await listMembersByPage(db, world.owner, { text: found.members[0]?.email.slice(0, 12) })).members,
  ).not.toEqual([]);
  expect((await countOfTeams(db, world.owner)).get(null)).toBeGreaterThanOrEqual(150);
});
