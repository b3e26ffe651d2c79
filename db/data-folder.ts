import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { CannotStart } from "./fatal";

/**
 * The folder that holds all we keep: the embedded database, the secrets, the lock. Made on first use, for our eyes only.
 * Throws `CannotStart` where it is not ours to write.
 */
export function dataFolder(): string {
  const folder = resolve(/* turbopackIgnore: true */ process.env.DATA_DIR || "data");
  return mayUse(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // An operator may have made the folder beforehand; the mode above then did nothing.
    chmodSync(folder, 0o700);
    requireRights(folder);
    requireRights(join(folder, "pgdata"));
    return folder;
  });
}

/** The embedded database itself only says that something failed. */
function requireRights(folder: string) {
  if (existsSync(/* turbopackIgnore: true */ folder))
    accessSync(/* turbopackIgnore: true */ folder, constants.R_OK | constants.W_OK | constants.X_OK);
}

const notOurs: Record<string, string> = {
  EACCES: "this user may not write there",
  EPERM: "it belongs to another user",
  EROFS: "its disk can only be read",
  ENOTDIR: "a file stands in its place",
  EEXIST: "a file stands in its place",
};

function mayUse<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code = "", path: at = path } = error as NodeJS.ErrnoException;
    const why = notOurs[code];
    if (!why) throw error;
    throw new CannotStart(
      `The data folder cannot be used: at ${at}, ${why}. Give this user rights on it, or name another folder with DATA_DIR.`,
      { cause: error },
    );
  }
}

/** `authSecret` signs sessions, `actionsKey` seals what server actions carry (base64, 32 bytes), `tokenKey` seals secrets at rest. */
export type Secrets = { authSecret: string; actionsKey: string; tokenKey: string };

const home = Symbol.for("common-cause.secrets");
const shelf = globalThis as typeof globalThis & { [home]?: Secrets };

/** The secrets of this installation: from the environment, else from `secrets.json`, which the first start makes. */
export function secrets(): Secrets {
  shelf[home] ??= { ...fromEnvironment() };
  return shelf[home];
}

function fromEnvironment(): Secrets {
  const { AUTH_SECRET, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY, TOKEN_KEY } = process.env;
  if (AUTH_SECRET && NEXT_SERVER_ACTIONS_ENCRYPTION_KEY && TOKEN_KEY)
    return { authSecret: AUTH_SECRET, actionsKey: NEXT_SERVER_ACTIONS_ENCRYPTION_KEY, tokenKey: TOKEN_KEY };
  const kept = keptSecrets(join(dataFolder(), "secrets.json"));
  return {
    authSecret: AUTH_SECRET || kept.authSecret,
    actionsKey: NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || kept.actionsKey,
    tokenKey: TOKEN_KEY || kept.tokenKey,
  };
}

function keptSecrets(file: string): Secrets {
  if (!existsSync(file)) makeSecrets(file);
  const kept = readSecrets(file);
  const { authSecret, actionsKey, tokenKey } = kept;
  if (!authSecret || !actionsKey || !tokenKey)
    throw new CannotStart(
      `${file} does not hold the three secrets of this installation. Put back the file from a copy.`,
    );
  return { authSecret, actionsKey, tokenKey };
}

function readSecrets(file: string): Partial<Secrets> {
  const text = mayUse(file, () => readFileSync(file, "utf8"));
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {}; // half of a file says as little as an empty one
  }
}

/** Written beside and linked into place, so that of several copies starting at once one writes and the others read it whole. */
function makeSecrets(file: string) {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const made: Secrets = {
    authSecret: randomBytes(32).toString("base64url"),
    actionsKey: randomBytes(32).toString("base64"),
    tokenKey: randomBytes(32).toString("base64"),
  };
  writeFileSync(draft, JSON.stringify(made, null, 2), { flag: "wx", mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}
