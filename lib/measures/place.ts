/** Where a measure is read: a member stands in one such place, and a job walks through all of them. */
export type Place = { workspaceId: string; workspace: { timeZone: string } };
