import postgres from "postgres";
import { v7 } from "uuid";

/** What sets an installation of a fault test up by itself; its owner's token logs incidents. */
export const token = "fault-test-token-0123456789";
export const owner = { email: "hanne.vogel@example.org", password: "a long sentence for a test of faults" };
export const setUp = {
  SETUP_OWNER_EMAIL: owner.email,
  SETUP_OWNER_PASSWORD: owner.password,
  SETUP_WORKSPACE: "Mill",
  SETUP_API_TOKEN: token,
};

/** Logs one incident under this id, which also stands in its title. Throws when there is no answer within 15 s. */
export const logIncident = (origin: string, id: string, more: RequestInit = {}) =>
  fetch(`${origin}/api/v1/incidents`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "idempotency-key": id },
    body: JSON.stringify({ title: `Leads called late ${id}` }),
    signal: AbortSignal.timeout(15_000),
    ...more,
  });

export type Load = {
  /** The ids that were answered for so far. */
  acknowledged: string[];
  /** How often the answer was 503, and how often there was none. */
  refused: number;
  unanswered: number;
  /** Answers that nobody should get: their status and words. */
  wrong: string[];
  /** Ends when each sender has had its last id answered for, or 40 s have gone by. */
  stop(): Promise<void>;
};

/**
 * People who log incidents one after the other. Each sends the same again until it is answered for, as a person would, after
 * a pause; so nothing they sent may be missing and nothing stand twice.
 */
export function keepLogging(origin: string, { senders = 4, pauseMs = 20 } = {}): Load {
  const load: Load = { acknowledged: [], refused: 0, unanswered: 0, wrong: [], stop };
  let stopped = Number.POSITIVE_INFINITY;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  async function send(id: string): Promise<boolean> {
    try {
      const answer = await logIncident(origin, id);
      const words = await answer.text();
      if (answer.ok) load.acknowledged.push(id);
      else if (answer.status === 503) load.refused += 1;
      else load.wrong.push(`${answer.status} ${words.slice(0, 200)}`);
      return answer.ok;
    } catch {
      load.unanswered += 1;
      return false;
    }
  }

  async function work() {
    while (stopped === Number.POSITIVE_INFINITY) {
      const id = v7();
      while (!(await send(id)) && Date.now() < stopped) await pause(100);
      await pause(pauseMs);
    }
  }

  const working = Array.from({ length: senders }, work);
  async function stop() {
    stopped = Date.now() + 40_000;
    await Promise.all(working);
  }
  return load;
}

/** Waits until so many more have been answered for. */
export async function moved(load: Load, more: number, mostMs = 120_000): Promise<void> {
  const [since, goal] = [Date.now(), load.acknowledged.length + more];
  while (load.acknowledged.length < goal) {
    if (Date.now() - since > mostMs) throw new Error(`Not ${more} more were answered for in ${mostMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Of what was answered for: which is missing, which stands more than once; and which of that workspace has not exactly one activity. */
export async function whatWasLost(url: string, acknowledged: string[]) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const kept = await sql<{ id: string }[]>`select id from incidents`;
    const ids = new Set(kept.map(({ id }) => id));
    const twice = await sql<{ title: string }[]>`select title from incidents group by title having count(*) > 1`;
    const untold = await sql<{ id: string }[]>`
      select i.id from incidents i
      where workspace_id in (select workspace_id from incidents where id = any(${acknowledged}::uuid[]))
        and (select count(*) from activity a where a.subject_id = i.id and a.verb = 'incident.logged') <> 1`;
    return {
      lost: acknowledged.filter((id) => !ids.has(id)),
      twice: twice.map(({ title }) => title),
      untold: untold.map(({ id }) => id),
    };
  } finally {
    await sql.end();
  }
}

/** Milliseconds until the program answers with this status at this path; fails after `mostMs`. */
export async function untilStatus(origin: string, path: string, status: number, mostMs: number): Promise<number> {
  const since = Date.now();
  for (;;) {
    const answer = await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === status) return Date.now() - since;
    if (Date.now() - since > mostMs)
      throw new Error(`${path} answers ${answer?.status}, not ${status}, after ${mostMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
