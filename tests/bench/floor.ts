import { join } from "node:path";
import { type Program, runProgram, until } from "../support/program";
import { freePort } from "../support/server";

/** The least Next.js app, against which everything is measured: `floor/`, built and served as the product is. */
const folder = join(process.cwd(), "tests", "bench", "floor");

export async function buildFloor(): Promise<void> {
  const next = join(process.cwd(), "node_modules", "next", "dist", "bin", "next");
  const build = runProgram([next, "build", folder], { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  if ((await build.ended) !== 0) throw new Error(`The floor could not be built.\n${build.said()}`);
}

export async function startFloor(databaseUrl: string, workspaceId: string): Promise<Program & { origin: string }> {
  const port = await freePort();
  const server = join(folder, ".next", "standalone", "tests", "bench", "floor", "server.js");
  const program = runProgram([server], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    HOSTNAME: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    FLOOR_WORKSPACE: workspaceId,
  });
  await until(program, /Ready in/);
  return { ...program, origin: `http://127.0.0.1:${port}` };
}
