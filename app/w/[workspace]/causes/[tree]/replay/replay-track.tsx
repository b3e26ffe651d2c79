import type { CSSProperties } from "react";
import { Button, ButtonLink } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { share } from "./share";
import type { ReplayHands } from "./use-replay";

type ReplayTrackProps = {
  address: string;
  total: number;
  days: { at: number; day: string }[];
  locale: string;
  hands: ReplayHands;
};

/** Of so many days every mark is drawn; of more, only as many. */
const mostTicks = 60;
/** Names of days stand this far apart at least, as a share of the track. */
const apart = 0.21;

/** A slider over the deeds with the days as landmarks, and the way to the deed before and after. */
export function ReplayTrack({ address, total, days, locale, hands }: ReplayTrackProps) {
  const { at, isPlaying, go, play } = hands;
  const named = spaced(days, total);
  const ticks = days.filter((_, nth) => nth % Math.ceil(days.length / mostTicks) === 0);
  const years = new Set(days.map(({ day }) => day.slice(0, 4)));
  const step = (to: number, words: string) => (
    <ButtonLink
      small
      scroll={false}
      href={`${address}?at=${Math.min(total, Math.max(1, to))}`}
      data-at={to}
      aria-disabled={to < 1 || to > total || undefined}
    >
      {words}
    </ButtonLink>
  );
  return (
    <form className="replay-track" action={address}>
      <div className="replay-buttons">
        {step(at - 1, "Back")}
        <Button small className="scripted" aria-pressed={isPlaying} onClick={play} disabled={total < 2}>
          {isPlaying ? "Pause" : "Play"}
        </Button>
        {step(at + 1, "Next")}
        <button type="submit" className="button small plain-only">
          Show
        </button>
      </div>
      <div className="replay-slider">
        <input
          type="range"
          name="at"
          min={1}
          max={total}
          value={at}
          autoComplete="off"
          aria-label="Deed"
          aria-valuetext={`Deed ${at} of ${total}`}
          onChange={(event) => go(Number(event.currentTarget.value))}
        />
        <div className="replay-ticks" aria-hidden="true">
          {ticks.map(({ at: first, day }) => (
            <i key={day} style={{ "--share": share(first, total) } as CSSProperties} />
          ))}
        </div>
        <nav className="replay-days" aria-label="Days">
          {named.map(({ at: first, day }) => (
            <a
              key={day}
              href={`${address}?at=${first}`}
              data-at={first}
              data-soft="stay"
              style={{ "--share": share(first, total) } as CSSProperties}
            >
              {formatDay(day, locale, years.size > 1 ? "dated" : "short")}
            </a>
          ))}
        </nav>
      </div>
    </form>
  );
}

/** The days whose names have room: the first, then each that is far enough from the one before. */
function spaced(days: ReplayTrackProps["days"], total: number) {
  const named: ReplayTrackProps["days"] = [];
  for (const each of days) {
    const last = named.at(-1);
    const isLate = share(each.at, total) > 1 - apart / 2 && named.length > 0;
    if (!last || (share(each.at, total) - share(last.at, total) >= apart && !isLate)) named.push(each);
  }
  return named;
}
