import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folder that holds all we keep: the embedded database, the secrets, the lock. Made on first use, for our eyes only. */
export function dataFolder(): string {
  const folder = resolve(/* turbopackIgnore: true */ process.env.DATA_DIR || "data");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // An operator may have made the folder beforehand; the mode above then did nothing.
  chmodSync(folder, 0o700);
  return folder;
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
  const kept: Partial<Secrets> = JSON.parse(readFileSync(file, "utf8"));
  const { authSecret, actionsKey, tokenKey } = kept;
  if (!authSecret || !actionsKey || !tokenKey)
    throw new Error(`${file} does not hold the three secrets of this installation. Put back the file from a copy.`);
  return { authSecret, actionsKey, tokenKey };
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
