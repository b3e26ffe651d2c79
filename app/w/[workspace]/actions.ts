"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { z } from "zod";
import { relationshipCookie } from "@/app/_server/chosen-relationship";
import { overHttps } from "@/app/_server/enter";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { requireRelationship } from "@/lib/teams/queries";
import { rowId } from "@/lib/text/shapes";

/** Which relationship the pages show is a matter of this browser alone, so it is kept there. */
export const chooseRelationshipAction = memberAction(
  "workspace:read",
  z.object({ relationshipId: rowId }),
  async (member, { relationshipId }, workspace) => {
    await requireRelationship(database(), member, relationshipId);
    const path = `/w/${workspace}`;
    (await cookies()).set(relationshipCookie, relationshipId, {
      path,
      httpOnly: true,
      sameSite: "lax",
      secure: overHttps(),
      maxAge: 31_536_000,
    });
    revalidatePath(path, "layout");
  },
);
