import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setUp } from "./logging";
import { initialise } from "./own-postgres";
import { startServer } from "./server";

/**
 * What most fault tests begin with, made once: a PostgreSQL server that has never run, and the folder of an installation
 * that is set up. They copy it (`ownPostgres`, `aSetUpFolder`).
 */
export default async function prepare() {
  const folder = await mkdtemp(join(tmpdir(), "common-cause-faults-"));
  await chmod(folder, 0o755);
  const server = await startServer({ ...setUp, DATA_DIR: join(folder, "installation") });
  server.child.kill("SIGTERM");
  await server.ended;
  await initialise(join(folder, "postgres"));
  process.env.FAULTS_PREPARED = folder;
  // Each program and each test names a data folder of its own; where one is forgotten, this one says so.
  process.env.DATA_DIR = join(process.cwd(), "package.json", "none");
  return () => rm(folder, { recursive: true, force: true });
}
