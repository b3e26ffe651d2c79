import "server-only";
import { v7 } from "uuid";
import { z } from "zod";
import type { Database } from "@/db/client";
import { CannotStart } from "@/db/fatal";
import { Refusal } from "@/lib/refusal";
import { teamName } from "@/lib/teams/commands";
import { keepApiToken } from "./api-tokens";
import { emailAddress, workspaceName } from "./input";
import { hashPassword, password } from "./passwords";
import { ownTimeZone } from "./places";
import { holdSetUp, isFresh, makeSetupToken, openWorkspace } from "./set-up";
import { bearerToken } from "./tokens";

type Environment = Record<string, string | undefined>;

/**
 * What the start of an installation without a workspace of its own does. With SETUP_OWNER_EMAIL, SETUP_OWNER_PASSWORD and
 * SETUP_WORKSPACE it sets itself up, once however many copies start; without them it makes a fresh set-up link, and links
 * printed before are void.
 * @param origin what people type to get here, `https://cause.example.org`
 * @throws CannotStart when a SETUP_… variable is missing or wrong
 */
export async function firstStart(
  db: Database,
  origin: string,
  environment: Environment = process.env,
): Promise<{ setupLink?: string }> {
  if (!(await isFresh(db))) return {};
  const wanted = readSetup(environment);
  if (wanted) {
    await setUpUnattended(db, wanted);
    return {};
  }
  return { setupLink: `${origin}/setup?token=${await makeSetupToken(db)}` };
}

const teamPair = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(teamName).length(2, "Name two teams with a comma between them, like Marketing,Sales."))
  .refine(([first, second]) => first?.toLowerCase() !== second?.toLowerCase(), "The two teams need different names.");

const setupVariables = z.object({
  SETUP_OWNER_EMAIL: emailAddress,
  SETUP_OWNER_PASSWORD: password,
  SETUP_WORKSPACE: workspaceName,
  SETUP_TEAMS: teamPair.default(["Marketing", "Sales"]),
  SETUP_API_TOKEN: z
    .string()
    .regex(bearerToken, "It has 16 to 512 characters: letters, digits and - . _ ~ + / =. Take 32 random bytes.")
    .optional(),
});
const needed = ["SETUP_OWNER_EMAIL", "SETUP_OWNER_PASSWORD", "SETUP_WORKSPACE"] as const;

function readSetup(environment: Environment) {
  const names = Object.keys(setupVariables.shape);
  const given = Object.fromEntries(names.map((name) => [name, environment[name] || undefined]));
  if (!names.some((name) => given[name])) return undefined;
  const missing = needed.filter((name) => !given[name]);
  if (missing.length > 0) throw new CannotStart(`To set up without a browser, give ${missing.join(" and ")} too.`);
  const read = setupVariables.safeParse(given);
  // The values stay out of the sentence: one of them is a password.
  if (!read.success)
    throw new CannotStart(read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join(" "));
  return read.data;
}

async function setUpUnattended(db: Database, wanted: z.output<typeof setupVariables>) {
  const passwordHash = await hashPassword(wanted.SETUP_OWNER_PASSWORD);
  const email = wanted.SETUP_OWNER_EMAIL;
  const [firstTeam = "", secondTeam = ""] = wanted.SETUP_TEAMS;
  try {
    await db.transaction(async (tx) => {
      await holdSetUp(tx);
      // Another copy was first.
      if (!(await isFresh(tx))) return;
      const own = await openWorkspace(tx, {
        ownerName: nameFrom(email),
        email,
        passwordHash,
        workspaceName: wanted.SETUP_WORKSPACE,
        firstTeam,
        secondTeam,
        ownersTeam: "neither",
        timeZone: ownTimeZone(),
      });
      const owner = { id: own.ownerId, workspaceId: own.workspaceId };
      const token = wanted.SETUP_API_TOKEN;
      if (token) await keepApiToken(tx, owner, { id: v7(), name: "Made at set-up", token });
    });
  } catch (error) {
    if (error instanceof Refusal) throw new CannotStart(`Setting up did not work. ${error.message}`, { cause: error });
    throw error;
  }
}

/** hanne.vogel@example.org is Hanne Vogel until she says otherwise in her profile. */
const nameFrom = (email: string) =>
  (email.split("@")[0] ?? email)
    .split(/[._+-]+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ")
    .slice(0, 80) || email;
