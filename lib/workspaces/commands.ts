import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import type { workspaceChange } from "@/lib/people/input";
import { refuse } from "@/lib/refusal";
import type { currencyChange } from "./input";

/** Changes the workspace's name and the zone its charts count days in. Its address stays, so that links go on working. */
export async function changeWorkspace(db: Database, member: Member, input: z.output<typeof workspaceChange>) {
  permit(member, "workspace:manage");
  const { name, timeZone, seenName, seenTimeZone } = input;
  await db.transaction(async (tx) => {
    const asSeen = and(eq(workspaces.name, seenName), eq(workspaces.timeZone, seenTimeZone));
    const [changed] = await tx
      .update(workspaces)
      .set({ name, timeZone })
      .where(and(eq(workspaces.id, member.workspaceId), asSeen))
      .returning({ id: workspaces.id });
    if (!changed) refuse("conflict", "The workspace was changed meanwhile. Load the page again to see how it stands.");
    await recordActivity(tx, member, "workspace.changed", member.workspaceId, { name, timeZone });
  });
}

/** Changes the currency that is proposed for costs. Costs that stand keep theirs: currencies are not converted. */
export async function changeCurrency(db: Database, member: Member, input: z.output<typeof currencyChange>) {
  permit(member, "workspace:manage");
  const { currency, seenCurrency } = input;
  if (currency === seenCurrency) return;
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(workspaces)
      .set({ currency })
      .where(and(eq(workspaces.id, member.workspaceId), eq(workspaces.currency, seenCurrency)))
      .returning({ id: workspaces.id });
    if (!changed) refuse("conflict", "The currency was changed meanwhile. Load the page again to see how it stands.");
    await recordActivity(tx, member, "workspace.changed", member.workspaceId, { currency });
  });
}
