import { GlyphSymbols } from "@/app/_ui/icon";
import type { Side } from "@/lib/teams/sides";

const strokes = { yes: "M5.5 8.5l2 2 4-4.5", open: "M6 8.5h5", no: "M6 6l5 5M11 6l-5 5" } as const;

/** What the boxes of the diagram use again and again, drawn once: signs of states, both sides' chips, proof, waves. */
export function DiagramSigns({ sides }: { sides: readonly [Side, Side] }) {
  return (
    <defs>
      <GlyphSymbols prefix="d-" />
      {sides.map((side) => (
        <Chips key={side.id} side={side} />
      ))}
      {[0, 1, 2, 3, 4].map((strength) => (
        <symbol key={strength} id={`d-proof-${strength}`} overflow="visible">
          {[0, 1, 2, 3].map((dot) => (
            <circle
              key={dot}
              cx="3"
              cy={24 - 7 * dot}
              r="2"
              fill={dot < strength ? "var(--color-ink-2)" : "none"}
              stroke={dot < strength ? "var(--color-ink-2)" : "var(--color-edge)"}
              strokeWidth="0.8"
            />
          ))}
        </symbol>
      ))}
      {sides.map(({ place }) => (
        <pattern key={place} id={`d-wave-${place}`} width="8" height="4" patternUnits="userSpaceOnUse">
          <path
            d="M0 2C1.33 .4 2.67 .4 4 2S6.67 3.6 8 2"
            fill="none"
            stroke={`var(--color-side-${place})`}
            strokeWidth="1"
          />
        </pattern>
      ))}
    </defs>
  );
}

/** The first team's chip is a square, the second's round; signed washed, disputed filled, not yet dashed (look.md). */
function Chips({ side: { place, letter } }: { side: Side }) {
  const colour = `var(--color-side-${place})`;
  const looks = {
    yes: { fill: `var(--color-side-${place}-wash)`, stroke: colour, strokeOpacity: 0.45, ink: colour },
    open: { fill: "none", stroke: "var(--color-edge)", strokeDasharray: "3 2", ink: "var(--color-ink-3)" },
    no: { fill: colour, stroke: colour, ink: `var(--color-on-side-${place})` },
  } as const;
  return (["yes", "open", "no"] as const).map((state) => {
    const { ink, ...box } = looks[state];
    return (
      <symbol key={state} id={`d-${place}-${state}`} overflow="visible">
        <rect width="33" height="17" rx={place === "a" ? 3 : 8} {...box} />
        <text x="6" y="12.5" fontFamily="var(--font-sans)" fontSize="11" fontWeight="600" fill={ink}>
          {letter}
        </text>
        <path
          d={strokes[state]}
          transform="translate(14 0)"
          fill="none"
          stroke={ink}
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </symbol>
    );
  });
}
