import type { z } from "zod";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import type { Permission } from "@/lib/access/policy";

/** Something one can do to a thing over the API: the same shape, right and command as the form has. */
export type Deed = {
  permission: Permission;
  /** What it does, in one sentence for whoever reads the description of the API. */
  says: string;
  input: z.ZodType;
  run: (db: Database, member: Member, input: never) => Promise<unknown>;
};

/** The deeds on one kind of thing by the name that stands in their address. */
export type Deeds = Readonly<Record<string, Deed>>;

export const deed = <S extends z.ZodType>(
  permission: Permission,
  says: string,
  input: S,
  run: (db: Database, member: Member, input: z.output<S>) => Promise<unknown>,
): Deed => ({ permission, says, input, run });
