import { v7 } from "uuid";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import type { Talk } from "./comments";

type About = Pick<Talk, "workspace" | "on" | "subjectId" | "shown" | "sides">;

/** What a page hands to its comments. */
export const talkOf = (member: Member, about: About): Talk => ({
  ...about,
  mayWrite: may(member.role, "comment:write"),
  nextId: v7(),
  reader: { locale: member.locale, timeZone: member.timeZone },
  now: new Date(),
});
