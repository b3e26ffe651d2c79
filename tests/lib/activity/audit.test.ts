import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { rows } from "@/db/rows";
import { incidents } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { listAudit, listEverMembers } from "@/lib/activity/audit";
import { exportAudit } from "@/lib/activity/audit-export";
import { auditFilterOf, auditQuery } from "@/lib/activity/audit-filter";
import { auditWords } from "@/lib/activity/audit-sentences";
import { recordActivity } from "@/lib/activity/record";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const deed = (by: Member | World["owner"], verb: string, subjectId: string, details?: Record<string, unknown>) =>
  db.transaction((tx) => recordActivity(tx, by, verb, subjectId, details));

async function anIncident(mill: World, by: Member, title = "Leads called late", anonymous = false) {
  const id = v7();
  const row = { id, workspaceId: mill.workspace.id, relationshipId: mill.relationship.id, sideId: mill.sales };
  await db.insert(incidents).values({ ...row, title, occurredOn: "2026-11-01", loggedById: by.id, anonymous });
  await deed(by, "incident.logged", id);
  return id;
}
const verbs = async (reader: Member, filter = {}) =>
  (await listAudit(db, reader, filter)).entries.map(({ verb }) => verb);

async function textOf(lines: AsyncIterable<string>) {
  let text = "";
  for await (const line of lines) text += line;
  return text;
}

test("an owner reads all that was done in the workspace, newest first, and nobody else does", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const id = await anIncident(mill, mill.seller);
  await deed(mill.lead, "incident.edited", id, { after: { severity: 3 } });
  await anIncident(depot, depot.seller);

  const { entries, older } = await listAudit(db, mill.owner, {});

  expect(entries).toMatchObject([
    { verb: "incident.edited", memberName: "Ines Okafor", subject: "Leads called late", place: "incident" },
    { verb: "incident.logged", memberName: "Jonas Lindqvist", subjectId: id },
  ]);
  expect(older).toBeUndefined();
  for (const other of [mill.lead, mill.seller, mill.executive])
    await expect(listAudit(db, other, {})).rejects.toMatchObject({ kind: "forbidden" });
});

test("it is narrowed by person, kind, object and days, and by all of them at once", async () => {
  const mill = await aWorkspace(db);
  const id = await anIncident(mill, mill.seller);
  await deed(mill.lead, "cost.added", id);
  await deed(mill.lead, "team.added", mill.sales);
  await db.transaction((tx) =>
    recordActivity(tx, { id: null, workspaceId: mill.workspace.id }, "session.refused", mill.seller.id),
  );
  const today = new Date().toISOString().slice(0, 10);

  expect(await verbs(mill.owner, { person: mill.lead.id })).toEqual(["team.added", "cost.added"]);
  expect(await verbs(mill.owner, { person: "nobody" })).toEqual(["session.refused"]);
  expect(await verbs(mill.owner, { kind: "incident" })).toEqual(["incident.logged"]);
  expect(await verbs(mill.owner, { about: id })).toEqual(["cost.added", "incident.logged"]);
  expect(await verbs(mill.owner, { since: "2020-01-01", until: "2020-12-31" })).toEqual([]);
  expect(await verbs(mill.owner, { person: mill.lead.id, kind: "cost", about: id, since: "2020-01-01" })).toEqual([
    "cost.added",
  ]);
  expect(await verbs(mill.owner, { until: today, since: today })).toHaveLength(4);
});

test("a day begins and ends where its reader lives", async () => {
  const mill = await aWorkspace(db);
  await db.execute(sql`
    insert into activity (workspace_id, sequence, at, verb, subject_id)
    values (${mill.workspace.id}, 900001, '2026-11-10T12:30:00Z', 'team.added', ${mill.sales})`);
  const on = (day: string, timeZone: string) =>
    verbs({ ...mill.owner, timeZone }, { since: day, until: day, about: mill.sales });

  expect(await on("2026-11-10", "UTC")).toEqual(["team.added"]);
  expect(await on("2026-11-11", "Pacific/Kiritimati")).toEqual(["team.added"]); // UTC+14
  expect(await on("2026-11-10", "Pacific/Kiritimati")).toEqual([]);
});

test("page after page gives each deed once, also where several happened at one moment", async () => {
  const mill = await aWorkspace(db);
  await db.execute(sql`
    insert into activity (workspace_id, sequence, at, verb, subject_id)
    select ${mill.workspace.id}, n, '2026-11-10T12:00:00Z'::timestamptz + (n / 4) * interval '1 second', 'team.added', ${mill.sales}
    from generate_series(1, 30) n`);
  const seen: number[] = [];
  let before: number | undefined;
  do {
    const page = await listAudit(db, mill.owner, { before }, 7);
    seen.push(...page.entries.map(({ sequence }) => sequence));
    before = page.older;
  } while (before !== undefined);

  expect(seen).toEqual(Array.from({ length: 30 }, (_, place) => 30 - place));
});

test("who reported without their name is named neither in a row, nor by a filter, nor in the file", async () => {
  const mill = await aWorkspace(db);
  await anIncident(mill, mill.seller, "Leads called late", true);
  await deed(mill.seller, "team.added", mill.sales);
  const colleague = await aMember(db, mill, { name: "Sina Roth", role: "owner", teamId: mill.sales });

  const file = await textOf(exportAudit(db, mill.owner, { kind: "incident" }, {}));

  expect((await listAudit(db, mill.owner, { kind: "incident" })).entries).toMatchObject([
    { hidden: true, memberId: null, memberName: null },
  ]);
  expect(await verbs(mill.owner, { person: mill.seller.id })).toEqual(["team.added"]);
  expect(file).toContain("Somebody who is not named");
  expect(file).not.toContain("Jonas");
  expect(await verbs(colleague, { person: mill.seller.id, kind: "incident" })).toEqual(["incident.logged"]);
});

test("the export holds what the filter shows, no formula, and is itself written down", async () => {
  const mill = await aWorkspace(db);
  await anIncident(mill, mill.seller, '=HYPERLINK("https://elsewhere.example")');
  await deed(mill.lead, "why.asked", v7(), { text: "Because, they said\nit" });

  const file = await textOf(exportAudit(db, mill.owner, { person: mill.lead.id }, {}));
  const whole = await textOf(exportAudit(db, mill.owner, {}, {}));

  expect(file.split("\r\n")).toEqual([
    "\ufeffNumber,Time (UTC),Who,What,Words,Belongs to,Kind,Verb,Details",
    expect.stringMatching(
      /^\d+,20\d\d-\d\d-\d\dT[\d:.]+Z,Ines Okafor,answered a why,"Because, they said\nit",,Whys,why\.asked,/,
    ),
    "",
  ]);
  expect(whole).toContain(`"'=HYPERLINK(""https://elsewhere.example"")"`);
  expect(await verbs(mill.owner, { kind: "activity" })).toEqual(["activity.exported", "activity.exported"]);
  await expect(textOf(exportAudit(db, mill.lead, {}, {}))).rejects.toMatchObject({ kind: "forbidden" });
});

test("a long export comes whole, piece by piece", async () => {
  const mill = await aWorkspace(db);
  await db.execute(sql`
    insert into activity (workspace_id, sequence, at, verb, subject_id)
    select ${mill.workspace.id}, n + 100, now() - n * interval '1 second', 'team.added', ${mill.sales} from generate_series(1, 1234) n`);
  const pieces: string[] = [];
  for await (const piece of exportAudit(db, mill.owner, { kind: "team" }, {})) pieces.push(piece);

  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.join("").trim().split("\r\n")).toHaveLength(1235);
});

test("of a filter in an address what does not fit is left out", () => {
  const id = v7();
  const typed = { person: "x", kind: "nothing", about: [id, "y"], since: "2026-02-30", until: "", before: "-3" };

  expect(auditFilterOf(typed)).toEqual({ about: id });
  expect(auditQuery({ about: id, kind: "session", before: 7 }).toString()).toBe(`about=${id}&kind=session`);
});

test("every deed has words, and one that nobody thought of is named", () => {
  const by = { memberName: "Ines Okafor", hidden: false };

  expect(auditWords({ verb: "incident.logged", details: null, ...by }, {})).toEqual({
    who: "Ines Okafor",
    says: "logged this incident",
  });
  expect(
    auditWords({ verb: "session.refused", details: { network: "192.0.2.x" }, ...by, memberName: null }, {}),
  ).toEqual({
    who: "",
    says: "A sign-in was refused from 192.0.2.x",
  });
  expect(auditWords({ verb: "moon.landed", details: null, ...by }, {}).says).toBe("did “moon.landed”");
});

test("those who have left can still be chosen", async () => {
  const mill = await aWorkspace(db);
  await db.execute(sql`update members set ended_at = now() where id = ${mill.seller.id}`);

  expect(await listEverMembers(db, mill.owner)).toContainEqual({
    id: mill.seller.id,
    name: "Jonas Lindqvist",
    hasLeft: true,
  });
});

test("each way of reading takes its rows from an index and sorts none of them", { timeout: 60_000 }, async () => {
  const mill = await aWorkspace(db);
  const people = [mill.owner.id, mill.lead.id, mill.seller.id];
  await db.execute(sql`
    insert into activity (workspace_id, sequence, at, member_id, verb, subject_id)
    select ${mill.workspace.id}, n, now() - (20000 - n) * interval '1 minute',
      (${sql.raw(`array['${people.join("','")}']`)}::uuid[])[1 + n % 3],
      (array['incident.logged', 'cost.added', 'session.started', 'why.asked'])[1 + n % 4], gen_random_uuid()
    from generate_series(1, 20000) n`);
  await db.execute(sql.raw("analyze activity"));
  const whole = sql`a.workspace_id = ${mill.workspace.id}::uuid`;
  const ways = {
    activity_by_time: whole,
    activity_by_member: sql`${whole} and a.member_id = ${mill.lead.id}::uuid`,
    activity_by_kind: sql`${whole} and split_part(a.verb, '.', 1) = 'session'`,
  };

  for (const [index, where] of Object.entries(ways)) {
    const plan = JSON.stringify(
      rows(
        await db.execute(sql`explain (format json) select * from activity a where ${where}
          and (a.at, a.sequence) < (now() - interval '2 days', 15000::bigint)
          order by a.at desc, a.sequence desc limit 51`),
      ),
    );
    expect(plan).toContain(index);
    expect(plan).not.toContain('"Sort"');
  }
});

test("what was done can be neither changed nor removed", async () => {
  const mill = await aWorkspace(db);
  await deed(mill.lead, "team.added", mill.sales);
  const here = sql`where workspace_id = ${mill.workspace.id}`;

  for (const tampering of [
    sql`update activity set verb = 'team.removed' ${here}`,
    sql`delete from activity ${here}`,
    sql`truncate activity`,
  ])
    await expect(db.transaction((tx) => tx.execute(tampering))).rejects.toMatchObject({
      cause: { message: "activity is only added to" },
    });
  expect(await verbs(mill.owner)).toEqual(["team.added"]);
});
