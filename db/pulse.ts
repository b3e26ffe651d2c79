import type { Sql } from "postgres";

/** How often a server is asked for a sign of life. */
const everyMs = 3_000;
/** Longer than a statement may take, behind which the question may have to wait. */
const patienceMs = 11_000;

/**
 * A machine that loses its power takes no leave: its connections stay open, and what was asked over them would wait for a
 * quarter of an hour. So the server is asked every few seconds, and its silence counts as a loss.
 * @returns what ends the asking
 */
export function watchPulse(client: Sql, onSilence: () => void): () => void {
  let bell: NodeJS.Timeout | undefined;
  let over = false;
  const ask = async () => {
    const silence = setTimeout(() => !over && onSilence(), patienceMs).unref();
    // A connection that breaks is told to `onLost`; here only silence counts.
    await client`select 1`.catch(() => {});
    clearTimeout(silence);
    if (!over) bell = setTimeout(ask, everyMs).unref();
  };
  bell = setTimeout(ask, everyMs).unref();
  return () => {
    over = true;
    clearTimeout(bell);
  };
}
