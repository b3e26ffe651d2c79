import { z } from "zod";
import { roles, themes } from "@/db/terms";
import { newId, orNothing, rowId, seenText, titleText } from "@/lib/text/shapes";
import { isTimeZone, localeTags } from "./places";

export const personName = titleText("Write your name.", 80);
export const workspaceName = titleText("Give the workspace a name.", 80);

export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "At most 254 characters.")
  .pipe(z.email("Write an e-mail address, like name@example.org."));

export const timeZone = z.string().refine(isTimeZone, "Choose a time zone from the list.");
const role = z.enum(roles, "Choose a role.");

export const invitationInput = z.object({ id: newId, email: emailAddress, role, teamId: orNothing(rowId) });

/** `seenRole` and `seenTeamId` are what stood when the person began to choose. */
export const memberChange = z.object({
  memberId: rowId,
  role,
  teamId: orNothing(rowId),
  seenRole: z.enum(roles),
  seenTeamId: orNothing(rowId),
});

export const profileInput = z.object({
  name: personName,
  locale: z.enum(localeTags, "Choose one from the list."),
  timeZone,
  theme: z.enum(themes, "Choose one."),
});

/** `seenName` and `seenTimeZone` are what stood when the person began to type. */
export const workspaceChange = z.object({
  name: workspaceName,
  timeZone,
  seenName: seenText(80),
  seenTimeZone: seenText(80),
});
