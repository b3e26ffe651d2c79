import type { Member } from "@/lib/access/member";

/** Who logged an incident, as far as that matters for whether their name is shown. */
export type Reporter = { id: string; name: string; teamId: string | null; anonymous: boolean };

/**
 * May this member see who logged the incident? An anonymous reporter is known to their own side alone (method 1.1).
 * The reporter's team counts, not the side the incident was logged for: that can be changed by others.
 */
export const maySeeReporter = (member: Pick<Member, "id" | "teamId">, reporter: Omit<Reporter, "name">): boolean =>
  !reporter.anonymous || reporter.id === member.id || (reporter.teamId !== null && reporter.teamId === member.teamId);
