import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { closeDatabase, database, engine } from "@/db/client";
import { migrate } from "@/db/migrate";
import { findDueWork } from "@/lib/notices/find-due-work";
import { chance, often, seed, tellFault, tellRound } from "../support/faults";
import { aSetUpFolder, launchServer } from "../support/server";
import { type Received, startMailServer } from "../support/smtp";
import { aWorkspace } from "../support/worlds";

const kills = often(2, 25);
const mailsPerKill = 30;
/** Letters that are under way at the same time: so many may have been taken and not noted. */
const lines = 4;

test(`killed ${kills} times while mails go out (seed ${seed}), the program tells each due work once and each mail arrives, twice only as the same`, {
  timeout: 180_000 + kills * 30_000,
}, async () => {
  const folder = await aSetUpFolder();
  const clock = join(folder, "clock");
  const due = kills * mailsPerKill;
  await fillWithDueWork(folder, due);
  const next = chance();
  let taken = 0;
  let killAt = Number.POSITIVE_INFINITY;
  let kill = () => {};
  const mails = await startMailServer({
    toLetter() {
      taken += 1;
      if (taken === killAt) kill();
      return undefined;
    },
  });
  const env = { DATA_DIR: folder, SMTP_URL: `${mails.url}?tls=off`, CLOCK_FILE: clock };
  let said = "";

  for (let day = 0; day <= kills; day += 1) {
    // A new day for each: due work is looked for anew, and what the program died over is taken up again.
    writeFileSync(clock, `${day}`);
    killAt = day < kills ? taken + 1 + Math.floor(next() * (mailsPerKill - 5)) : Number.POSITIVE_INFINITY;
    const { program } = await launchServer(env);
    kill = () => program.child.kill("SIGKILL");
    if (day === kills) {
      await expect.poll(() => idsOf(remindersIn(mails.mails)).size, { timeout: 150_000, interval: 100 }).toBe(due);
      program.child.kill("SIGTERM");
    }
    expect(await program.ended).toBe(day === kills ? 0 : null);
    said += program.said();
    tellRound("T18", day, kills);
  }
  await mails.stop();

  const left = new PGlite(join(folder, "pgdata"));
  const one = async (text: string) => (await left.query<{ n: number }>(text)).rows[0]?.n;
  const told = await one("select count(*)::int as n from notices where kind = 'improvement_overdue'");
  const sent = await one("select count(*)::int as n from mails where state = 'sent' and key like 'notice:%'");
  const mailed = await one("select count(*)::int as n from notices where mailed_at is not null");
  await left.close();
  rmSync(folder, { recursive: true });
  const reminders = remindersIn(mails.mails);
  const twice = reminders.length - idsOf(reminders).size;
  tellFault(
    "T18",
    "embedded database: the program killed with -9 at random letters while mails went out",
    `${kills} times`,
    `0 of ${due} mails; ${twice} came twice under one Message-ID`,
    true,
  );
  expect([told, sent, mailed]).toEqual([due, due, due]);
  expect(twice).toBeLessThanOrEqual(lines * kills);
  // Whoever runs it is told of each that may have gone out before.
  expect(said.match(/may have gone out/g)?.length ?? 0).toBeGreaterThanOrEqual(twice);
});

/** Without what an executive reads once a month: the days of this test may lie in two. */
const remindersIn = (mails: readonly Received[]) =>
  mails.filter(({ to }) => to?.some(({ address }) => address?.startsWith("member-")));

const idsOf = (mails: readonly { messageId?: string }[]) => new Set(mails.map(({ messageId }) => messageId));

/** Improvements that are overdue, each of a member of its own who wants a mail for each notice. */
async function fillWithDueWork(folder: string, count: number) {
  process.env.DATA_DIR = folder;
  delete process.env.DATABASE_URL;
  try {
    await migrate(engine());
    const db = database();
    const { workspace, relationship } = await aWorkspace(db);
    const id = (what: string) => sql`md5(${what} || n)::uuid`;
    const every = sql`from generate_series(1, ${count}::int) n`;
    for (const statement of [
      sql`insert into users (id, email, name) select ${id("user")}, 'member-' || n || '@mill.example', 'Member ' || n ${every}`,
      sql`insert into members (id, workspace_id, user_id, team_id, role)
        select ${id("member")}, ${workspace.id}::uuid, ${id("user")}, ${relationship.firstTeamId}::uuid, 'member' ${every}`,
      sql`insert into notice_settings (workspace_id, member_id, digest)
        select ${workspace.id}::uuid, ${id("member")}, 'each' ${every}`,
      sql`insert into improvements (id, workspace_id, relationship_id, title, kind, phase, owner_id, due_on, planned_by_id)
        select ${id("improvement")}, ${workspace.id}::uuid, ${relationship.id}::uuid, 'Agree on what counts as ready', 'countermeasure',
          'plan', ${id("member")}, now()::date - 30, ${id("member")} ${every}`,
    ])
      await db.execute(statement);
    await findDueWork(db);
  } finally {
    await closeDatabase();
  }
}
