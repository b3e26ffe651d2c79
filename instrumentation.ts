/** Called by Next once as the server starts, before it answers anyone. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { start } = await import("@/app/_server/life");
  const { logConsole } = await import("@/app/_server/log");
  const { watchEventLoop } = await import("@/app/_server/metrics");
  const { numberFaultsByRequest } = await import("@/app/_server/reference-number");
  numberFaultsByRequest();
  watchEventLoop();
  await start();
  logConsole();
}
