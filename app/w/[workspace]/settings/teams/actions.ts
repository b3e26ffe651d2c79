"use server";

import { revalidatePath } from "next/cache";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { addTeam, relateTeams, relationshipInput, teamInput } from "@/lib/teams/commands";

export const addTeamAction = memberAction("teams:manage", teamInput, async (member, input, workspace) => {
  await addTeam(database(), member, input);
  revalidatePath(`/w/${workspace}`, "layout");
});

export const relateTeamsAction = memberAction("teams:manage", relationshipInput, async (member, input, workspace) => {
  await relateTeams(database(), member, input);
  revalidatePath(`/w/${workspace}`, "layout");
});
