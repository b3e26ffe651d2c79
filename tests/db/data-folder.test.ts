import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dataFolder, secrets } from "@/db/data-folder";

let folder: string;
const forgetSecrets = () => Reflect.deleteProperty(globalThis, Symbol.for("common-cause.secrets"));
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "common-cause-"));
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  for (const name of ["AUTH_SECRET", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", "TOKEN_KEY"]) vi.stubEnv(name, "");
  forgetSecrets();
});

afterEach(() => {
  vi.unstubAllEnvs();
  forgetSecrets();
  rmSync(folder, { recursive: true });
});

test("the data folder is closed to other users of the machine, also one made beforehand", () => {
  mkdirSync(join(folder, "data"), { mode: 0o755 });

  expect(mode(dataFolder())).toBe("700");
});

test("secrets are made once, closed to others, and stay the same", () => {
  const first = secrets();
  forgetSecrets();

  expect(secrets()).toEqual(first);
  expect(mode(join(folder, "data", "secrets.json"))).toBe("600");
  expect(Buffer.from(first.actionsKey, "base64")).toHaveLength(32);
  expect(new Set(Object.values(first)).size).toBe(3);
});

test("secrets from the environment win and are not written down", () => {
  vi.stubEnv("AUTH_SECRET", "from-outside");

  expect(secrets().authSecret).toBe("from-outside");
  expect(readFileSync(join(folder, "data", "secrets.json"), "utf8")).not.toContain("from-outside");
});
