import { formatDay } from "@/app/_ui/dates";
import { Mark } from "@/app/_ui/mark";
import { type Side, sideById } from "@/lib/teams/sides";
import type { Picture } from "./picture";

type DeedInWordsProps = { picture: Picture; sides: readonly [Side, Side]; locale: string };

/** "Deed 14 of 63 · 12 March 2026, Ana (Marketing) asked why under “…”", and what it took away. */
export function DeedInWords({ picture, sides, locale }: DeedInWordsProps) {
  const { at, total, day, by, sideId, says, quote, takenOut, problemWas } = picture;
  const side = sideById({ sides }, sideId);
  return (
    <>
      <b>
        Deed {at} of {total}
      </b>
      {` · ${formatDay(day, locale, "dated")}, `}
      {side && <Mark side={side.place} letter={side.letter} name={side.name} />}
      {side ? ` ${by} (${side.name}) ` : ` ${by} `}
      {says}
      {quote && (
        <>
          {" "}
          <q className="words">{quote}</q>
        </>
      )}
      {problemWas !== null && (
        <>
          {" Before it read "}
          <q className="words">{problemWas}</q>
        </>
      )}
      {takenOut.length > 0 && (
        <>
          {" Out of the tree went "}
          {takenOut.slice(0, 3).map((text) => (
            <q className="words" key={text}>
              <s>{text}</s>
            </q>
          ))}
          {takenOut.length > 3 && ` and ${takenOut.length - 3} more`}
        </>
      )}
    </>
  );
}
