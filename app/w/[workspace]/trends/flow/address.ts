import { type Span, spans } from "@/lib/flow/span";
import type { Relationship } from "@/lib/teams/sides";

/** What the address of the flow page says. */
export type Address = { span: Span; relationship: string };

/** Stands where a relationship would: all of them together. */
export const allOfThem = "all";

type Query = Record<string, string | string[] | undefined>;

/** Anybody may have typed it: what does not fit is left out. @param chosen the relationship of the rail */
export function readAddress(query: Query, relationships: readonly Relationship[], chosen: Relationship): Address {
  const { relationship, span } = query;
  const known = relationship === allOfThem || relationships.some(({ id }) => id === relationship);
  return {
    span: spans.find((each) => each === span) ?? "quarter",
    relationship: known ? (relationship as string) : chosen.id,
  };
}

export const addressOf = (workspace: string, { span, relationship }: Address): string =>
  `/w/${workspace}/trends/flow?${new URLSearchParams({ span, relationship })}`;
