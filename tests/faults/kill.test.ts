import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, expect, test } from "vitest";
import { chance, isLong, often, seed, tellFault, tellRound } from "../support/faults";
import { setUp } from "../support/logging";
import { aSetUpFolder, startServer } from "../support/server";
import { sendUntilStopped } from "./sending";

const rounds = often(5, 100);
const senders = 3;
const dataFolder = mkdtempSync(join(tmpdir(), "common-cause-kill-"));
afterAll(() => rm(dataFolder, { recursive: true }));

test(`killed ${rounds} times while incidents are logged (seed ${seed}), the program loses no answered one and half of none`, {
  timeout: 60_000 + rounds * 30_000,
}, async () => {
  await aSetUpFolder(dataFolder);
  const next = chance();
  const acknowledged: string[] = [];
  let slowest = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const since = performance.now();
    const server = await startServer({ ...setUp, DATA_DIR: dataFolder });
    slowest = Math.max(slowest, (performance.now() - since) / 1000);
    let answered = false;
    const onAnswer = (ids: string[]) => {
      acknowledged.push(...ids);
      // Counted from the first answer, for a busy machine may take seconds to it.
      if (!answered) setTimeout(() => server.child.kill("SIGKILL"), next() * 1_000);
      answered = true;
    };
    const sending = Array.from({ length: senders }, (_, sender) =>
      sendUntilStopped(server.origin, `r${round}s${sender}`, onAnswer),
    );
    // One that is refused ends the round, or the others would go on for ever.
    const refused = sending.map(async (sent) => expect(await sent).not.toHaveProperty("status"));
    await Promise.all([server.ended, ...refused]).finally(() => server.child.kill("SIGKILL"));
    tellRound("T1", round, rounds);
  }

  const left = new PGlite(join(dataFolder, "pgdata"));
  const incidents = (await left.query<{ id: string }>("select id from incidents")).rows.map(({ id }) => id);
  const told = (
    await left.query<{ id: string; times: number }>(
      "select subject_id as id, count(*)::int as times from activity where verb like 'incident.%' group by 1",
    )
  ).rows;
  await left.close();

  const kept = new Set(incidents);
  const lost = acknowledged.filter((id) => !kept.has(id));
  const done = `embedded database: the program killed with -9 at random moments while 3 senders logged incidents over HTTP; it served again after at most ${slowest.toFixed(1)} s`;
  tellFault("T1", done, `${rounds} times`, `${lost.length} of ${acknowledged.length} acknowledged incidents`, true);
  // The short form runs beside whatever else there is to do.
  if (isLong) expect(slowest).toBeLessThan(5);
  expect(acknowledged.length).toBeGreaterThan(rounds);
  expect(lost).toEqual([]);
  expect(told.map(({ id }) => id).sort()).toEqual([...incidents].sort());
  expect(told.filter(({ times }) => times !== 1)).toEqual([]);
});
