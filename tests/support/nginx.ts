import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { untilStatus } from "./logging";
import type { TurnTaker } from "./proxy";

const program = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx"].find(
  existsSync,
);
export const hasNginx = program !== undefined;
const example = "docs/several-copies.nginx.conf";

/** What nginx says of the example in docs, as it stands there; `passed` when it would run it. */
export function readExample(): { passed: boolean; said: string } {
  const folder = settingsAround(readFileSync(example, "utf8"));
  const { status, stderr } = spawnSync(program ?? "nginx", ["-t", "-p", folder, "-c", "nginx.conf"], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  return { passed: status === 0, said: stderr };
}

/** The example itself, on free ports: it stands before copies that keep theirs when they are started anew. */
export async function startNginx(port: number, copies: string[]): Promise<TurnTaker> {
  const [first = "", second = ""] = copies.map((origin) => new URL(origin).port);
  const text = readFileSync(example, "utf8")
    .replace("127.0.0.1:3001", `127.0.0.1:${first}`)
    .replace("127.0.0.1:3002", `127.0.0.1:${second}`)
    .replace("listen 80;", `listen 127.0.0.1:${port};`);
  const folder = settingsAround(text);
  const child = spawn(program ?? "nginx", ["-p", folder, "-c", "nginx.conf", "-g", "daemon off;"], { stdio: "ignore" });
  const origin = `http://localhost:${port}`;
  await untilStatus(origin, "/api/health", 200, 20_000);
  return {
    origin,
    copies,
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a system's own nginx.conf holds around its conf.d, with everything it writes in a folder of ours. */
function settingsAround(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "common-cause-nginx-"));
  writeFileSync(join(folder, "example.conf"), text);
  const kept = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((what) => `${what}_temp_path ${what};`)
    .join(" ");
  writeFileSync(
    join(folder, "nginx.conf"),
    `${process.getuid?.() === 0 ? "user root;" : ""} pid nginx.pid; error_log error.log; events {} ` +
      `http { access_log off; ${kept} include example.conf; }\n`,
  );
  return folder;
}
