/** One line of the table: a ratio where nothing else is said. */
export type Figure = {
  name: string;
  value: number;
  unit?: "ms" | "MB" | "kB" | "s" | "queries" | "answers";
  limit?: number;
  aim?: number;
  /** Between which values the middle half of the rounds lies. */
  spread?: [low: number, high: number];
};

export const missesLimit = ({ value, limit }: Figure) => limit !== undefined && !(value <= limit);

/** The table as Markdown, its columns in line. */
export function tableOf(figures: Figure[]): string {
  const lines = figures.map((figure) => {
    const { name, value, unit, limit, aim, spread } = figure;
    const shown = (number: number | undefined) =>
      number === undefined ? "" : `${rounded(number, unit)}${unit ? ` ${unit}` : ""}`;
    const between = spread ? spread.map((bound) => shown(bound)).join(" to ") : "";
    return [name, shown(value), between, shown(limit), shown(aim), verdictOn(figure)];
  });
  return columns([["figure", "value", "half the rounds", "limit", "aim", "verdict"], ...lines]);
}

/** Rows of words as a Markdown table; the first row is its head. */
export function columns([head = [], ...rows]: string[][]): string {
  const widths = head.map((word, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0), word.length));
  const line = (words: string[]) => `| ${widths.map((width, at) => (words[at] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

function verdictOn(figure: Figure): string {
  const { value, limit, aim } = figure;
  if (missesLimit(figure)) return "PAST THE LIMIT";
  if (aim !== undefined) return value <= aim ? "aim reached" : "within the limit";
  return limit === undefined ? "" : "good";
}

function rounded(value: number, unit: Figure["unit"]): string {
  if (unit === "queries" || unit === "answers" || unit === "MB") return value.toFixed(0);
  return unit ? value.toFixed(1) : value.toFixed(2);
}
