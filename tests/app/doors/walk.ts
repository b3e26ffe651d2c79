import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Permission } from "@/lib/access/policy";

/** A way in from outside, as the source names it. `permission` is missing where a door is open or asks only for a user. */
export type Door = { file: string; name: string; door: string; permission?: Permission };

const app = join(process.cwd(), "app");
const files = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file: `app/${file.replaceAll("\\", "/")}`, text: readFileSync(join(app, file), "utf8") }));

const named =
  (file: string) =>
  (entry: RegExpMatchArray): Door => {
    const [, name = "", door = "", permission] = entry;
    return { file, name, door, permission: permission as Permission | undefined };
  };

/** Every export of a "use server" file. Whatever is exported there can be called by anyone, so nothing else may be. */
export const actions = files
  .filter(({ text }) => /^"use server";/.test(text))
  .flatMap(({ file, text }) =>
    [
      ...text.matchAll(
        /^export (?:const|async function|function|default) ?(\w*)(?:\s*=\s*(\w+)(?:<[^(]*>)?\(\s*(?:"([a-z]+:[a-z]+)")?)?/gm,
      ),
    ].map(named(file)),
  );

/** Functions that mark themselves as server actions inside a file: there is no door for those. */
export const inlineActions = files.filter(({ text }) => /^\s+"use server";/m.test(text)).map(({ file }) => file);

export const routes = files
  .filter(({ file }) => file.endsWith("/route.ts"))
  .flatMap(({ file, text }) =>
    [
      ...text.matchAll(
        /^export (?:const|async function|function) (\w+)(?:\s*=\s*(\w+)(?:<[^(]*>)?\(\s*(?:"([a-z]+:[a-z]+)")?)?/gm,
      ),
    ].map(named(file)),
  );

export const pages = files
  .filter(({ file }) => file.endsWith("/page.tsx"))
  .map(({ file, text }): Door => {
    const [, door = "none", permission] =
      /await (requireMember|openPage)\(\s*[^,)]*(?:,\s*"([a-z]+:[a-z]+)")?/.exec(text) ?? [];
    return { file, name: "page", door, permission: permission as Permission | undefined };
  });
