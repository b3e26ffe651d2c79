import type { ReactNode } from "react";

export type IconName = keyof typeof icons;
export type GlyphName = keyof typeof glyphs;

/** A 16 px line drawing beside a word; says nothing to a screen reader, so the word has to be there. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg className={className ? `icon ${className}` : "icon"} viewBox="0 0 16 16" aria-hidden="true">
      {icons[name]}
    </svg>
  );
}

/** A 14 px sign of a state, always beside the word for it. */
export function Glyph({ name, className }: { name: GlyphName; className?: string }) {
  return (
    <svg className={className ? `glyph ${className}` : "glyph"} viewBox="0 0 14 14" aria-hidden="true">
      {glyphs[name]}
    </svg>
  );
}

/** Each sign once, for drawings that use them many times: `<use href="#d-verified">`. */
export function GlyphSymbols({ prefix }: { prefix: string }) {
  return Object.entries(glyphs).map(([name, drawn]) => (
    <symbol key={name} id={`${prefix}${name}`} viewBox="0 0 14 14">
      {drawn}
    </symbol>
  ));
}

/** The square and the circle overlapping, the overlap filled: two sides, one cause. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 16" aria-hidden="true">
      <rect x="1" y="1" width="14" height="14" rx="2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="16" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M15 1.08A7 7 0 0 0 15 14.92Z" fill="var(--color-accent)" />
    </svg>
  );
}

const line = (d: string) => <path d={d} />;

const icons = {
  today: (
    <>
      <rect x="2" y="3" width="12" height="11" rx="1.5" />
      <path d="M2 6.5h12M5.5 1.5v3M10.5 1.5v3" />
    </>
  ),
  incidents: line("M2.5 4h11M2.5 8h11M2.5 12h7"),
  causes: line("M8 2.2 13.8 8 8 13.8 2.2 8Z"),
  improvements: line("M13.5 8A5.5 5.5 0 1 1 11.6 3.8M13.6 2.2v3h-3"),
  kaizen: (
    <>
      <circle cx="5" cy="5" r="2.2" />
      <circle cx="11.2" cy="5" r="2.2" />
      <path d="M1.5 13c.3-2.6 1.7-4 3.5-4s3 1.2 3.2 3.2M8.6 13c.2-2.6 1.1-4 2.6-4 1.8 0 3 1.4 3.3 4" />
    </>
  ),
  cycles: line("M2.5 6.2A5.7 5.7 0 0 1 13 5.5M13.5 9.8A5.7 5.7 0 0 1 3 10.5M13.3 2.7v3h-3M2.7 13.3v-3h3"),
  alignment: (
    <>
      <path d="M2 5h12M2 11h12" />
      <circle cx="10.5" cy="5" r="1.7" />
      <circle cx="6" cy="11" r="1.7" />
    </>
  ),
  trends: line("M2 12.5 5.5 8l3 2.5L14 3.5"),
  bell: line(
    "M8 2.2a3.8 3.8 0 0 0-3.8 3.8c0 3.5-1.2 4.5-1.7 5.5h11c-.5-1-1.7-2-1.7-5.5A3.8 3.8 0 0 0 8 2.2ZM6.5 13.7a1.6 1.6 0 0 0 3 0",
  ),
  settings: line("M3 3v10M8 3v10M13 3v10M1.5 6h3M6.5 10h3M11.5 5h3"),
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3.3 3.3" />
    </>
  ),
  plus: line("M8 3v10M3 8h10"),
  more: line("M3 5h10M3 8h10M3 11h10"),
  down: line("m4 6 4 4 4-4"),
  moves: line("M2.5 8h11M10.5 5l3 3-3 3M5.5 5l-3 3 3 3"),
  right: line("m6 4 4 4-4 4"),
  up: line("m4 10 4-4 4 4"),
  x: line("m4 4 8 8M12 4l-8 8"),
  check: line("m3 8.5 3.2 3.2L13 4.8"),
  dash: line("M4 8h8"),
  print: line("M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7Z"),
  outline: line("M2.5 4h11M5.5 8h8M8.5 12h5"),
  diagram: (
    <>
      <rect x="1.5" y="6" width="4" height="4" rx="1" />
      <rect x="10.5" y="2" width="4" height="4" rx="1" />
      <rect x="10.5" y="10" width="4" height="4" rx="1" />
      <path d="M5.5 8h2.5M10.5 4H8v8h2.5" />
    </>
  ),
  again: line("M3 8a5 5 0 0 1 9-3M13 8a5 5 0 0 1-9 3M12.3 2v3.2H9.1M3.7 14v-3.2h3.2"),
  mail: (
    <>
      <rect x="2" y="3.5" width="12" height="9" rx="1" />
      <path d="m2.5 4.5 5.5 4 5.5-4" />
    </>
  ),
  people: (
    <>
      <circle cx="8" cy="5.2" r="2.4" />
      <path d="M3.2 13.5c.4-3 2.1-4.6 4.8-4.6s4.4 1.6 4.8 4.6" />
    </>
  ),
} satisfies Record<string, ReactNode>;

const stroke = (d: string, width: number) => (
  <path d={d} fill="none" stroke="currentColor" strokeWidth={width} strokeLinecap="round" strokeLinejoin="round" />
);

const glyphs = {
  verified: <circle cx="7" cy="7" r="4.5" fill="currentColor" />,
  hypothesis: <circle cx="7" cy="7" r="4" fill="none" stroke="currentColor" strokeWidth="1.3" />,
  refuted: stroke("m3.5 3.5 7 7M10.5 3.5l-7 7", 1.5),
  root: <path d="M7 1.2 12.8 7 7 12.8 1.2 7Z" fill="currentColor" />,
  proposed: stroke("M7 2 12 7 7 12 2 7Z", 1.4),
  pressure: stroke("M1.5 5c1.8-1.8 3.7-1.8 5.5 0s3.7 1.8 5.5 0M1.5 9.5c1.8-1.8 3.7-1.8 5.5 0s3.7 1.8 5.5 0", 1.3),
  escalated: stroke("M7 12V2.5M3.2 6.2 7 2.5l3.8 3.7", 1.4),
  open: <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.2" strokeDasharray="2.2 1.7" />,
  accepted: stroke("M2.5 5h9M2.5 9h9", 1.4),
  same: stroke(
    "M5.8 8.2a2.2 2.2 0 0 0 3.1 0l2-2a2.2 2.2 0 0 0-3.1-3.1l-.7.7M8.2 5.8a2.2 2.2 0 0 0-3.1 0l-2 2a2.2 2.2 0 0 0 3.1 3.1l.7-.7",
    1.3,
  ),
  unverifiable: (
    <>
      <circle cx="7" cy="7" r="4" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M3.2 10.8 10.8 3.2" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
} satisfies Record<string, ReactNode>;
