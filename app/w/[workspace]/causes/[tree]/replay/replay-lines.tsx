import type { CSSProperties } from "react";
import { Link } from "@/app/_ui/link";
import { Sign, Signs } from "@/app/_ui/signs";
import { Tag } from "@/app/_ui/tag";
import type { Side } from "@/lib/teams/sides";
import { counted } from "@/lib/text/counted";
import { Brackets, Disputed, EvidenceShown, StateShown } from "../why-row";
import type { Line, Picture } from "./picture";

type Shown = { tree: string; sides: readonly [Side, Side]; locale: string };

/** The tree as the deed left it, to be read; what the deed changed is marked and said beside the line. */
export function ReplayLines({ picture, ...shown }: Shown & { picture: Picture }) {
  const { problem, problemWas, settled, lines, at } = picture;
  return (
    <>
      <h1 className={problemWas === null ? "replay-problem" : "replay-problem now"}>
        {problem} {settled && <Tag accent>settled</Tag>}
      </h1>
      {lines.length === 0 && <p className="note py-3">After deed {at} nothing stood below the problem.</p>}
      <ol className="tree" aria-label={`The tree after deed ${at}`}>
        {lines.map((line, place) => (
          <LineShown key={"row" in line ? line.row.why.id : `left-out-${place}`} line={line} {...shown} />
        ))}
      </ol>
    </>
  );
}

function LineShown({ line, tree, sides, locale }: Shown & { line: Line }) {
  if ("leftOut" in line) {
    return <li className="note replay-gap">{counted(line.leftOut, "more line", "more lines")}</li>;
  }
  const { row, mark } = line;
  const { why, depth, live, signs } = row;
  const looks = ["why", !live && "refuted", mark !== null && "now"].filter(Boolean).join(" ");
  return (
    <li className={looks} style={{ "--d": depth } as CSSProperties}>
      {Array.from({ length: depth - 1 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one for each line above
        <span key={at} className="guide" style={{ "--g": at } as CSSProperties} />
      ))}
      <Brackets brackets={row.brackets} />
      <div className="text">
        <span className="twist" />
        <p>
          <Link href={`${tree}?why=${why.id}`}>
            <Disputed places={row.disputedPlaces}>{why.text || "…"}</Disputed>
          </Link>
          {mark !== null && <span className="replay-mark">{mark || "changed"}</span>}
        </p>
      </div>
      <StateShown row={row} locale={locale} />
      <EvidenceShown row={row} />
      {live ? (
        <Signs>
          {sides.map((side, at) => (
            <Sign
              key={side.id}
              side={side.place}
              letter={side.letter}
              team={side.name}
              state={signs[at === 0 ? 0 : 1]}
            />
          ))}
        </Signs>
      ) : (
        <span />
      )}
    </li>
  );
}
