import type { Member } from "@/lib/access/member";
import type { Permission } from "@/lib/access/policy";
import { log } from "./log";

/** Somebody asked for what their role may not do; said to whoever runs the installation, by ids alone. */
export const logForbidden = ({ id, workspaceId, role }: Member, permission: Permission): void =>
  log().warn({ memberId: id, workspaceId, role, permission }, "not allowed");
