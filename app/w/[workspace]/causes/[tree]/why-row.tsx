"use client";

import { type CSSProperties, type DragEvent, Fragment, memo, type ReactNode, type Ref } from "react";
import { formatDay } from "@/app/_ui/dates";
import { Glyph, type GlyphName, Icon } from "@/app/_ui/icon";
import { Sign, Signs } from "@/app/_ui/signs";
import type { Side } from "@/lib/teams/sides";
import { categoryWord, endingWords, statusWords } from "@/lib/text/words";
import { OnLine } from "./here-shown";
import type { PeopleHere } from "./people-here";
import { type Row, sameRow } from "./tree-view";

type WhyRowProps = {
  row: Row;
  sides: readonly [Side, Side];
  people: PeopleHere;
  selected: boolean;
  /** The field that stands in place of the text while somebody types in it. */
  field: ReactNode;
  /** Notes and buttons below the line. */
  below: ReactNode;
  /** Nothing stands below the line. */
  isPlain: boolean;
  link: string;
  canEdit: boolean;
  locale: string;
  tabbable: boolean;
  drop: string | null;
  onSelect: (id: string) => void;
  onEdit: (id: string) => void;
  onFold: (id: string, folded: boolean) => void;
  onDrag: (phase: "start" | "over" | "drop" | "end", id: string, event: DragEvent<HTMLElement>) => void;
  rowRef: Ref<HTMLDivElement>;
};

/** One why: its words, how it is known, its evidence, and both sides' answers. */
export const WhyRow = memo(function WhyRow(props: WhyRowProps) {
  const {
    row,
    sides,
    people,
    selected,
    field,
    below,
    link,
    canEdit,
    locale,
    tabbable,
    drop,
    onSelect,
    onEdit,
    onFold,
    onDrag,
    rowRef,
  } = props;
  const { why, depth, live, hasBelow, collapsed } = row;
  const looks = ["why", selected && "selected", !live && "refuted", drop && `drop-${drop}`].filter(Boolean).join(" ");
  const guides = Array.from({ length: depth - 1 }, (_, at) => at);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around the rows hears the keys for all of them
    <div
      ref={rowRef}
      role="treeitem"
      aria-level={depth}
      aria-expanded={hasBelow ? !collapsed : undefined}
      aria-selected={selected}
      tabIndex={tabbable ? 0 : -1}
      className={looks}
      style={{ "--d": depth } as CSSProperties}
      data-why={why.id}
      draggable={canEdit && !field}
      onDragStart={(event) => onDrag("start", why.id, event)}
      onDragOver={(event) => onDrag("over", why.id, event)}
      onDrop={(event) => onDrag("drop", why.id, event)}
      onDragEnd={(event) => onDrag("end", why.id, event)}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest("button, textarea, .hint, .row-note")) return;
        event.preventDefault();
        if (selected && canEdit) onEdit(why.id);
        else onSelect(why.id);
      }}
    >
      {guides.map((at) => (
        <span key={at} className="guide" style={{ "--g": at } as CSSProperties} />
      ))}
      <Brackets brackets={row.brackets} />
      <div className="text">
        {hasBelow ? (
          <button
            type="button"
            className="twist"
            tabIndex={-1}
            aria-label={collapsed ? "Show what lies below" : "Fold away what lies below"}
            onClick={() => onFold(why.id, !collapsed)}
          >
            <Icon name={collapsed ? "right" : "down"} />
          </button>
        ) : (
          <span className="twist" />
        )}
        {field || (
          <p>
            <a href={link} tabIndex={-1}>
              <Disputed places={row.disputedPlaces}>{why.text || "…"}</Disputed>
            </a>
            {row.hint && !selected && (
              <span className="hint-mark" role="img" aria-label={hintWords[row.hint]} title={hintWords[row.hint]}>
                ?
              </span>
            )}
          </p>
        )}
        <OnLine whyId={why.id} people={people} sides={sides} />
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
              state={row.signs[at === 0 ? 0 : 1]}
            />
          ))}
        </Signs>
      ) : (
        <span />
      )}
      {below}
    </div>
  );
}, same);

function same(a: WhyRowProps, b: WhyRowProps): boolean {
  if (a.field || b.field || !a.isPlain || !b.isPlain) return false;
  return (
    sameRow(a.row, b.row) &&
    a.selected === b.selected &&
    a.tabbable === b.tabbable &&
    a.drop === b.drop &&
    a.onSelect === b.onSelect &&
    a.onEdit === b.onEdit &&
    a.onFold === b.onFold &&
    a.onDrag === b.onDrag
  );
}

export function Disputed({ places, children }: { places: string; children: ReactNode }) {
  const [place, ...others] = places;
  if (!place) return children;
  return (
    <span className={`disputed-line by-${place}`}>
      <Disputed places={others.join("")}>{children}</Disputed>
    </span>
  );
}

export function Brackets({ brackets }: { brackets: string }) {
  if (!brackets) return null;
  return brackets.split(" ").map((bracket) => {
    const [depth, piece] = bracket.split(":");
    const style = { "--g": Number(depth) } as CSSProperties;
    const word = Number(depth) > 0 ? "bracket-word inner below" : "bracket-word below";
    return (
      <Fragment key={bracket}>
        <span className={`bracket ${piece}`} style={style} />
        {piece === "start" && (
          <span className={word} style={style}>
            joint
          </span>
        )}
      </Fragment>
    );
  });
}

const hintWords = { error: "Wording: a person where a branch ends", warn: "Wording hint" };

const statusGlyphs = {
  hypothesis: "hypothesis",
  verified: "verified",
  refuted: "refuted",
  unverifiable: "unverifiable",
} as const satisfies Record<string, GlyphName>;

export function StateShown({ row, locale }: { row: Row; locale: string }) {
  const { why, live } = row;
  if (!live || !why.ending) {
    const status = live || why.status === "refuted" ? why.status : "refuted";
    return (
      <span className={live ? "state" : "state off"}>
        <Glyph name={statusGlyphs[status]} />
        {live || why.status === "refuted" ? statusWords[why.status] : "above is refuted"}
      </span>
    );
  }
  const { glyph, words } = endingShown(row, locale);
  return (
    <span className={why.ending === "root_cause" ? "state root" : "state"}>
      <Glyph name={glyph} />
      {words}
    </span>
  );
}

/** Filled only when both sides have signed the whole way (look.md). */
function endingShown({ why, agreed }: Row, locale: string): { glyph: GlyphName; words: string } {
  switch (why.ending) {
    case "root_cause": {
      const category = why.category ? categoryWord[why.category] : "no category";
      return agreed
        ? { glyph: "root", words: `root cause: ${category}` }
        : { glyph: "proposed", words: `proposed: ${category}` };
    }
    case "external_pressure":
      return { glyph: "pressure", words: "external pressure" };
    case "escalated":
      return { glyph: "escalated", words: why.endingBy ? `escalated: ${why.endingBy}` : "escalated" };
    case "accepted":
      return {
        glyph: "accepted",
        words: why.endingOn ? `accepted until ${formatDay(why.endingOn, locale, "dated")}` : "accepted",
      };
    case "same_as":
      return { glyph: "same", words: "same as another" };
    default:
      return { glyph: "open", words: endingWords.open_question };
  }
}

export function EvidenceShown({ row }: { row: Row }) {
  const { length } = row.why.evidence;
  const against = row.why.evidence.filter(({ stance }) => stance === "contradicts").length;
  if (length === 0) return <span className="evidence none">no evidence</span>;
  const title = against > 0 ? `${length - against} support it, ${against} contradict it` : undefined;
  return (
    <span className="evidence" title={title}>
      {length} evidence{against > 0 ? " ±" : ""}
    </span>
  );
}
