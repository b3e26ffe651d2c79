import { keptMarkup } from "@/app/_server/kept-markup";
import { keptReads } from "@/app/_server/kept-reads";
import { keptState } from "@/app/_server/kept-state";
import { asMarkup } from "@/app/_ui/as-markup";
import { PointReader } from "@/app/_ui/charts/point-reader";
import { SavePicture } from "@/app/_ui/charts/save-picture";
import { formatTime } from "@/app/_ui/dates";
import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { findFirstMove } from "@/lib/flow/first-move";
import { listBands } from "@/lib/measures/pressures";
import { readOverview } from "@/lib/overview/overview";
import { compareRelationships } from "@/lib/overview/side-by-side";
import type { Relationship } from "@/lib/teams/sides";
import { now } from "@/lib/text/clock";
import { todayOf } from "@/lib/text/days";
import { TrendsBody } from "./trends-body";

/** What `KeptPart` brings to the charts. */
const broughtByScripts = [PointReader, SavePicture];

type BodyAsked = {
  member: Member;
  relationship: Relationship;
  relationships: Relationship[];
  /** The visit before. */
  since: Date | undefined;
  /** How far the history had come when this was asked for. */
  heardUpTo: number;
};

/**
 * The page's body as words: drawn once for all who ask before anything happens. What it shows depends on the history up to
 * now, on the day, and on how its reader writes numbers; the hour at which it was read stands in it.
 */
export async function keptTrends({ member, relationship, relationships, since, heardUpTo }: BodyAsked) {
  const { locale, timeZone, workspace, workspaceId } = member;
  const db = database();
  const today = todayOf(member);
  const state = await keptState(db, workspaceId, heardUpTo);
  const reader = [workspace, locale, timeZone, since?.getTime() ?? null];
  const key = JSON.stringify(["trends", workspaceId, state, today, relationship.id, relationships, reader]);
  return keptMarkup(key, async () => {
    const recall = await keptReads(db, workspaceId, [relationship.id, today, workspace.timeZone].join(" "));
    const [overview, bands, firstLoggedOn, compared] = await Promise.all([
      readOverview(db, member, relationship.id, Promise.resolve(since), recall),
      recall("bands", ["cycle"], () => listBands(db, member, relationship.id)),
      findFirstMove(db, member, relationship.id),
      relationships.length > 1 ? compareRelationships(db, member) : undefined,
    ]);
    const updated = `Read at ${formatTime(now(), locale, timeZone)}`;
    const body = { overview, bands, firstLoggedOn, relationship, relationships, compared };
    return asMarkup(<TrendsBody workspace={workspace.slug} {...{ member, updated }} {...body} />, broughtByScripts);
  });
}
