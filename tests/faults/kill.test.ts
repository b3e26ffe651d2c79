import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, expect, test } from "vitest";
import { chance, isLong, often, seed, tellFault, tellRound } from "../support/faults";
import { aSetUpFolder, type RunningServer, startServer } from "../support/server";

const rounds = often(5, 100);
const senders = 3;
const dataFolder = mkdtempSync(join(tmpdir(), "common-cause-kill-"));
const token = "fault-test-token-0123456789";

const setup = {
  DATA_DIR: dataFolder,
  SETUP_OWNER_EMAIL: "hanne.vogel@example.org",
  SETUP_OWNER_PASSWORD: "a long sentence for a test of faults",
  SETUP_WORKSPACE: "Mill",
  SETUP_API_TOKEN: token,
};

afterAll(() => rm(dataFolder, { recursive: true }));

/** Logs incidents, one after the other, until the program is gone; keeps the id of each that was answered for. */
async function logUntilGone({ origin }: RunningServer, sender: string, onAnswer: (ids: string[]) => void) {
  for (let number = 1; ; number += 1) {
    try {
      const answer = await fetch(`${origin}/api/v1/cases`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(caseOfOneIncident(`${sender}-${number}`)),
      });
      if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`, { cause: "answered" });
      const { incidents }: { incidents: { id: string }[] } = await answer.json();
      onAnswer(incidents.map(({ id }) => id));
    } catch (error) {
      if (error instanceof Error && error.cause === "answered") throw error;
      return;
    }
  }
}

const caseOfOneIncident = (key: string) => ({
  format: "common-cause/case@1",
  key,
  title: `Case ${key}`,
  source: { name: "Fault test", year: null, note: "made up" },
  relationship: ["Marketing", "Sales"],
  incidents: [
    {
      key: "one",
      title: `Leads called late, ${key}`,
      observed: "Leads were called after two days.",
      expected: null,
      occurredOn: "2026-03-02",
      severity: 2,
      side: "Sales",
      handOff: null,
    },
  ],
  trees: [],
  improvements: [],
});

test(`killed ${rounds} times while incidents are logged (seed ${seed}), the program loses no answered one and half of none`, {
  timeout: 60_000 + rounds * 30_000,
}, async () => {
  await aSetUpFolder(dataFolder);
  const next = chance();
  const acknowledged: string[] = [];
  let slowest = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const since = performance.now();
    const server = await startServer(setup);
    slowest = Math.max(slowest, (performance.now() - since) / 1000);
    let answered = false;
    const onAnswer = (ids: string[]) => {
      acknowledged.push(...ids);
      // Counted from the first answer, for a busy machine may take seconds to it.
      if (!answered) setTimeout(() => server.child.kill("SIGKILL"), next() * 1_000);
      answered = true;
    };
    const sending = Array.from({ length: senders }, (_, sender) =>
      logUntilGone(server, `r${round}s${sender}`, onAnswer),
    );
    await Promise.all([server.ended, ...sending]).finally(() => server.child.kill("SIGKILL"));
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
