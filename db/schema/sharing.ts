import { boolean, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { incidents } from "./incidents";
import { createdAt, id, instant, inWorkspace, within, workspaceId } from "./keys";
import { members } from "./people";

/** A link that shows one incident's A3 to people without an account, until it expires or is withdrawn. */
export const shareLinks = pgTable(
  "share_links",
  {
    id: id(),
    workspaceId: workspaceId(),
    incidentId: uuid("incident_id").notNull(),
    tokenHash: text("token_hash").notNull(), // SHA-256 of what the link carries
    withNames: boolean("with_names").notNull().default(false),
    createdById: uuid("created_by_id").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    lastOpenedAt: instant("last_opened_at"),
  },
  (t) => [
    inWorkspace("share_links_in_workspace", t),
    unique("share_links_token").on(t.tokenHash),
    within("share_links_incident", t, t.incidentId, incidents),
    within("share_links_created_by", t, t.createdById, members),
    index("share_links_by_incident").on(t.workspaceId, t.incidentId),
  ],
);

/** What a call with an Idempotency-Key was answered, so that the same call again gets the same answer. */
export const apiAnswers = pgTable(
  "api_answers",
  {
    workspaceId: workspaceId(),
    memberId: uuid("member_id").notNull(),
    key: text("key").notNull(),
    fingerprint: text("fingerprint").notNull(), // of the call; another call under the same key is refused
    body: jsonb("body").$type<{ result: unknown }>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "api_answers_key", columns: [t.workspaceId, t.memberId, t.key] }),
    within("api_answers_member", t, t.memberId, members),
    index("api_answers_by_age").on(t.createdAt),
  ],
);
