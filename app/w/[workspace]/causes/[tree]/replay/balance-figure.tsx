import { ChartTable } from "@/app/_ui/charts/chart-figure";
import { formatDay } from "@/app/_ui/dates";
import { Drawing } from "@/app/_ui/prose";
import { type Balance, type BySide, balanceOf } from "@/lib/causes/balance";
import { drawBalance } from "@/lib/causes/balance-drawing";
import type { Replay } from "@/lib/causes/replay";
import type { Side } from "@/lib/teams/sides";

type BalanceFigureProps = { replay: Replay; sides: readonly [Side, Side]; locale: string };

/** Who added what, from which side: a small line for each, its sentence, and the days as a table. */
export function BalanceFigure({ replay, sides, locale }: BalanceFigureProps) {
  const balance = balanceOf(replay, [sides[0].name, sides[1].name]);
  const { width, height, body } = drawBalance(balance, sides);
  return (
    <section className="replay-balance" aria-labelledby="balance">
      <h2 id="balance">Who added what</h2>
      <div className="replay-line">
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Added by each side. ${balance.sentence}`}>
          <Drawing svg={body.text} />
        </svg>
        <i aria-hidden="true" />
      </div>
      <p>{balance.sentence}</p>
      <details className="chart-data">
        <summary>As a table</summary>
        <ChartTable {...tableOf(balance, sides, locale)} caption="Whys and evidence added, by day and side" />
      </details>
    </section>
  );
}

function tableOf({ days, all }: Balance, sides: readonly [Side, Side], locale: string) {
  const hasNeutral = all[2].whys + all[2].evidence > 0;
  const names = [...sides.map(({ name }) => name), ...(hasNeutral ? ["Neither"] : [])];
  const cells = (added: BySide) => names.map((_, side) => `${added[side]?.whys ?? 0} + ${added[side]?.evidence ?? 0}`);
  return {
    columns: [{ name: "Whys + evidence", isNumber: false }, ...names.map((name) => ({ name, isNumber: true }))],
    rows: [...days.map(({ day, added }) => [formatDay(day, locale, "dated"), ...cells(added)]), ["All", ...cells(all)]],
  };
}
