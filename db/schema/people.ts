import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Role, Theme, WordingLanguage } from "../terms";
import { createdAt, id, instant, inWorkspace, within, workspaceId } from "./keys";

export const workspaces = pgTable(
  "workspaces",
  {
    id: id(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    timeZone: text("time_zone").notNull().default("UTC"),
    currency: text("currency").notNull().default("EUR"), // proposed for cost lines; ISO 4217
    /** The languages whose word lists are read over each why. */
    wordingLanguages: text("wording_languages").array().$type<WordingLanguage[]>().notNull().default(["en"]),
    isExample: boolean("is_example").notNull().default(false),
    /** The last number given to an activity; taken under this row's lock, so that numbers commit in order. */
    activitySequence: bigint("activity_sequence", { mode: "number" }).notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [unique("workspaces_slug").on(t.slug)],
);

export const users = pgTable(
  "users",
  {
    id: id(),
    email: text("email").notNull(), // kept in lower case
    name: text("name").notNull(),
    passwordHash: text("password_hash"), // without one nobody can sign in as this user with a password
    locale: text("locale").notNull().default("en-GB"),
    timeZone: text("time_zone").notNull().default("UTC"),
    theme: text("theme").$type<Theme>().notNull().default("system"),
    createdAt: createdAt(),
  },
  (t) => [unique("users_email").on(t.email)],
);

export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    tokenHash: text("token_hash").notNull(), // SHA-256 of the random id that the cookie carries
    userId: uuid("user_id").notNull(),
    /** The browser in words, and the network it came from with its last part left out: enough to know one's own by. */
    device: text("device"),
    network: text("network"),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    unique("sessions_token").on(t.tokenHash),
    index("sessions_by_user").on(t.userId),
    foreignKey({ name: "sessions_user", columns: [t.userId], foreignColumns: [users.id] }),
  ],
);

export const teams = pgTable(
  "teams",
  { id: id(), workspaceId: workspaceId(), name: text("name").notNull(), createdAt: createdAt() },
  (t) => [
    inWorkspace("teams_in_workspace", t),
    foreignKey({ name: "teams_workspace", columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
    uniqueIndex("teams_name").on(t.workspaceId, sql`lower(${t.name})`),
  ],
);

export const members = pgTable(
  "members",
  {
    id: id(),
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    teamId: uuid("team_id"), // none: neutral everywhere
    role: text("role").$type<Role>().notNull(),
    createdAt: createdAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    inWorkspace("members_in_workspace", t),
    unique("members_user").on(t.workspaceId, t.userId),
    foreignKey({ name: "members_workspace", columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
    foreignKey({ name: "members_user_row", columns: [t.userId], foreignColumns: [users.id] }),
    within("members_team", t, t.teamId, teams),
    index("members_by_user").on(t.userId),
  ],
);

/** Two teams that depend on each other. The first shows as a square, the second as a circle, everywhere. */
export const relationships = pgTable(
  "relationships",
  {
    id: id(),
    workspaceId: workspaceId(),
    firstTeamId: uuid("first_team_id").notNull(),
    secondTeamId: uuid("second_team_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    inWorkspace("relationships_in_workspace", t),
    within("relationships_first_team", t, t.firstTeamId, teams),
    within("relationships_second_team", t, t.secondTeamId, teams),
    check("relationships_two_teams", sql`${t.firstTeamId} <> ${t.secondTeamId}`),
    uniqueIndex("relationships_pair").on(
      t.workspaceId,
      sql`least(${t.firstTeamId}, ${t.secondTeamId})`,
      sql`greatest(${t.firstTeamId}, ${t.secondTeamId})`,
    ),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    workspaceId: workspaceId(),
    tokenHash: text("token_hash").notNull(),
    email: text("email").notNull(), // the address it is bound to, in lower case
    teamId: uuid("team_id"),
    role: text("role").$type<Role>().notNull(),
    invitedById: uuid("invited_by_id").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    inWorkspace("invitations_in_workspace", t),
    unique("invitations_token").on(t.tokenHash),
    within("invitations_team", t, t.teamId, teams),
    within("invitations_invited_by", t, t.invitedById, members),
  ],
);

/** Links by which somebody chooses a new password; an owner makes them. */
export const passwordResets = pgTable(
  "password_resets",
  {
    id: id(),
    workspaceId: workspaceId(),
    tokenHash: text("token_hash").notNull(),
    memberId: uuid("member_id").notNull(), // whose password it is
    email: text("email").notNull(), // the address it is bound to, in lower case
    madeById: uuid("made_by_id").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    inWorkspace("password_resets_in_workspace", t),
    unique("password_resets_token").on(t.tokenHash),
    within("password_resets_member", t, t.memberId, members),
    within("password_resets_made_by", t, t.madeById, members),
    index("password_resets_open")
      .on(t.workspaceId, t.memberId)
      .where(sql`${t.usedAt} is null and ${t.withdrawnAt} is null`),
  ],
);

export const apiTokens = pgTable(
  "api_tokens",
  {
    id: id(),
    workspaceId: workspaceId(),
    memberId: uuid("member_id").notNull(), // the token may do what this member may do
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    inWorkspace("api_tokens_in_workspace", t),
    unique("api_tokens_token").on(t.tokenHash),
    within("api_tokens_member", t, t.memberId, members),
  ],
);

/** Links that let somebody set up this installation; printed at start while it has no workspace of its own. */
export const setupTokens = pgTable("setup_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  createdAt: createdAt(),
  usedAt: instant("used_at"),
});

/** Counters of rate-limiter-flexible, which names the columns. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: timestamp("expire", { withTimezone: true }),
});
