import type { Role } from "@/db/terms";
import { refuse } from "@/lib/refusal";
import type { Member } from "./member";

/**
 * Which role may do which deed. A deed that is not listed is nobody's.
 * Beside the role, many deeds ask for the right side; those rules stand with their commands.
 */
const everyone = ["owner", "lead", "member", "executive"] as const;
const workers = ["owner", "lead", "member"] as const;
const leads = ["owner", "lead"] as const;
const owners = ["owner"] as const;

const policy = {
  "workspace:read": everyone,
  "profile:edit": everyone,
  "incident:log": workers,
  "incident:edit": workers,
  "incident:end": leads,
  "incident:share": workers,
  "perspective:write": workers,
  "comment:write": workers,
  "tree:edit": workers,
  "tree:settle": workers,
  "tree:show": workers,
  "cause:edit": workers,
  "cause:accept": leads,
  "improvement:plan": workers,
  "improvement:work": workers,
  "verdict:give": workers,
  "lane:limit": leads,
  "view:keep": everyone,
  "view:share": workers,
  "cycle:lead": leads,
  "cycle:write": workers,
  "people:invite": leads,
  "people:manage": owners,
  "teams:manage": owners,
  "workspace:manage": owners,
  "activity:read": owners,
  "wording:read": leads,
  "wording:manage": owners,
  "measure:write": workers,
  "measure:define": leads,
  "ledger:write": workers,
  "tokens:manage": owners,
  "cases:import": leads,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof policy;

export const may = (role: Role, permission: Permission) => (policy[permission] as readonly Role[]).includes(role);

/** Refuses with `forbidden` what the member's role may not do. */
export function permit(member: Member, permission: Permission): void {
  if (!may(member.role, permission)) refuse("forbidden", "Your role in this workspace does not allow that.");
}
