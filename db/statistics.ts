import type { Engine } from "./client";

/**
 * The embedded database has nobody who looks at its rows by night: without statistics it chooses indexes by guess, and
 * every query of a large workspace takes its time on our event loop. Ten values a column are enough and take about a
 * second at 100,000 incidents. A server does this by itself.
 */
export async function refreshStatistics(engine: Engine): Promise<void> {
  if (engine.kind === "pglite") await engine.client.exec("set default_statistics_target = 10; analyze");
}
