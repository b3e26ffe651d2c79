import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The name of the build this process runs, which is made from its sources (scripts/build.mjs); undefined in development. */
export function ownBuild(): string | undefined {
  if (process.env.NODE_ENV !== "production") return undefined;
  try {
    return (
      readFileSync(join(/* turbopackIgnore: true */ process.cwd(), ".next", "BUILD_ID"), "utf8").trim() || undefined
    );
  } catch {
    return undefined;
  }
}
