import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotRestore } from "./format";
import { syncFile } from "./sync";

const environment = {
  authSecret: "AUTH_SECRET",
  actionsKey: "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY",
  tokenKey: "TOKEN_KEY",
};

/** @throws CannotRestore when the environment gives other keys than the back-up: what one sealed the other cannot open */
export function requireSameKeys(secrets: Record<string, string>): void {
  for (const [name, variable] of Object.entries(environment)) {
    const given = process.env[variable];
    if (given && given !== secrets[name])
      throw new CannotRestore(
        `${variable} is another key than the one in the back-up, and would open nothing that it sealed. Give the key of the back-up, or none.`,
      );
  }
}

/**
 * Puts the keys of the back-up into the data folder. Those of an installation in which nobody has worked guard nothing;
 * they are kept beside. @returns the file they were moved to
 */
export async function keepKeys(folder: string, secrets: Record<string, string>): Promise<string | undefined> {
  const file = join(folder, "secrets.json");
  const text = JSON.stringify(secrets, null, 2);
  if (existsSync(file) && sameKeys(readFileSync(file, "utf8"), secrets)) return undefined;
  const aside = existsSync(file) ? `${file}.before-${Date.now()}` : undefined;
  if (aside) renameSync(file, aside);
  writeFileSync(file, text, { mode: 0o600, flush: true });
  await syncFile(folder);
  return aside;
}

function sameKeys(text: string, secrets: Record<string, string>): boolean {
  try {
    const kept: Record<string, unknown> = JSON.parse(text);
    return Object.keys(environment).every((name) => kept[name] === secrets[name]);
  } catch {
    return false;
  }
}
