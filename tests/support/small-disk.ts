import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk that can be full for real. `folder` is its root. */
export type SmallDisk = {
  folder: string;
  freeMb(): number;
  /** Takes all room but so many MB. */
  fill(leavingMb: number): void;
  makeRoom(): void;
  remove(): Promise<void>;
};

/**
 * A file system of so many MB in memory: mounted by root, or by anybody in a name space of their own, where Linux lets them.
 * Undefined where neither is allowed; a limit on the size of files then stands in for it (`limitFiles`).
 */
export async function aSmallDisk(mb: number): Promise<SmallDisk | undefined> {
  if (process.env.FAULTS_DISK === "none") return undefined;
  const point = mkdtempSync(join(tmpdir(), "common-cause-disk-"));
  const mounted = mountAsRoot(point, mb) ?? (await mountInNameSpace(point, mb));
  if (!mounted) {
    rmSync(point, { recursive: true });
    return undefined;
  }
  const { folder, unmount } = mounted;
  const filler = join(folder, "filler");
  const freeMb = () => {
    const { bavail, bsize } = statfsSync(folder);
    return (bavail * bsize) / 2 ** 20;
  };
  return {
    folder,
    freeMb,
    fill: (leavingMb) => writeFileSync(filler, Buffer.alloc(Math.max(0, Math.floor((freeMb() - leavingMb) * 2 ** 20)))),
    makeRoom: () => rmSync(filler, { force: true }),
    async remove() {
      await unmount();
      await rm(point, { recursive: true, force: true });
    },
  };
}

export async function canHaveSmallDisk(): Promise<boolean> {
  const disk = await aSmallDisk(1);
  await disk?.remove();
  return disk !== undefined;
}

/** From now on this process can make no file larger than so many bytes. */
export function limitFiles(pid: number, bytes: number): void {
  execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}`]);
}

/** Whether there is the program for it, as every Linux has. */
export const canLimitFiles = () => spawnSync("prlimit", ["--version"]).status === 0;

type Mounted = { folder: string; unmount(): Promise<void> };
const optionsOf = (mb: number) => `size=${mb}m,mode=0755`;

function mountAsRoot(point: string, mb: number): Mounted | undefined {
  if (process.getuid?.() !== 0) return undefined;
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", optionsOf(mb), "tmpfs", point], { stdio: "ignore" });
  } catch {
    return undefined; // root of a container may not mount
  }
  // A database's server has another user.
  chmodSync(point, 0o755);
  return { folder: point, unmount: async () => void execFileSync("umount", ["-l", point]) };
}

/** Everybody of the same user sees into the name space by way of the process that holds it. */
async function mountInNameSpace(point: string, mb: number): Promise<Mounted | undefined> {
  const script = `mount -t tmpfs -o ${optionsOf(mb)} tmpfs "$0" && echo mounted && read -r end`;
  const holder: ChildProcess = spawn("unshare", ["--user", "--map-root-user", "--mount", "bash", "-c", script, point], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const gone = Promise.race([once(holder, "exit"), once(holder, "error")]);
  const said = holder.stdout ? once(holder.stdout, "data").then(() => true) : false;
  if (!(await Promise.race([said, gone.then(() => false)]))) return undefined;
  return {
    folder: `/proc/${holder.pid}/root${point}`,
    async unmount() {
      holder.stdin?.end();
      await gone;
    },
  };
}
