import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";
import { isCommonPassword } from "./common-passwords";

// OWASP's settings for argon2id (trust 3): 19 MiB, two passes, one lane.
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** 12 to 128 characters and none of the commonest; compared in one Unicode form, so that keyboards agree. */
export const password = z
  .string()
  .transform((text) => text.normalize("NFKC"))
  .pipe(
    z
      .string()
      .min(12, "At least 12 characters: a short sentence is easy to remember.")
      .max(128, "At most 128 characters.")
      .refine((text) => !isCommonPassword(text), "This password is among the commonest. Please choose another."),
  );

// At most four hashes at once: each takes 19 MiB and a core.
const slots = { free: 4, waiting: [] as (() => void)[] };
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (slots.free > 0) slots.free -= 1;
  else await new Promise<void>((start) => slots.waiting.push(start));
  try {
    return await work();
  } finally {
    const next = slots.waiting.shift();
    if (next) next();
    else slots.free += 1;
  }
}

/** Never call this inside a transaction: it takes some 40 ms. */
export const hashPassword = (text: string) => inTurn(() => hash(text.normalize("NFKC"), settings));

let nobodysHash: Promise<string> | undefined;

/** Whether the password is the one. An unknown user costs one hash too, so that time tells nothing. */
export async function isPasswordOf(passwordHash: string | null | undefined, text: string): Promise<boolean> {
  nobodysHash ??= hashPassword("nobody has this password");
  const known = passwordHash ?? (await nobodysHash);
  const matches = await inTurn(() => verify(known, text.normalize("NFKC")));
  return matches && !!passwordHash;
}
