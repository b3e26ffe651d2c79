/** What is kept beside the newest: so many of the latest, one for each of so many days, one for each of so many weeks. */
export const keeps = { latest: 8, days: 14, weeks: 8 } as const;

const dayMs = 86_400_000;
const dayOf = (at: Date) => Math.floor(at.getTime() / dayMs);
// 1 January 1970 was a Thursday; weeks begin on Monday.
const weekOf = (at: Date) => Math.floor((dayOf(at) + 3) / 7);

/** Those that stay, newest first: 8 of the latest, the last one of each of 14 days and of each of 8 weeks (UTC). */
export function thoseKept<S extends { takenAt: Date }>(snapshots: readonly S[]): S[] {
  const newestFirst = snapshots.toSorted((one, other) => other.takenAt.getTime() - one.takenAt.getTime());
  const lastOfEach = (period: (at: Date) => number, most: number) => {
    const seen = new Map<number, S>();
    for (const one of newestFirst) if (!seen.has(period(one.takenAt))) seen.set(period(one.takenAt), one);
    return [...seen.values()].slice(0, most);
  };
  const kept = new Set([
    ...newestFirst.slice(0, keeps.latest),
    ...lastOfEach(dayOf, keeps.days),
    ...lastOfEach(weekOf, keeps.weeks),
  ]);
  return newestFirst.filter((one) => kept.has(one));
}
