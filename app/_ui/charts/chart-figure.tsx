import type { ReactNode } from "react";
import { Drawing } from "../prose";
import { ChartFiles, type FileOfChart } from "./chart-files";
import { PointReader } from "./point-reader";

/**
 * `svg` is what stands inside the frame; it comes from markup of ours, in which every word is escaped. `points`: where its
 * values stand, one for each row of the table from its end, if they are read there.
 */
export type FramedDrawing = { width: number; height: number; svg: string; points?: string };
/** The same drawing for a wide place and for a phone, where letters keep their size. */
export type ChartDrawings = { wide: FramedDrawing; narrow: FramedDrawing };

export type TableOfChart = {
  columns: readonly { name: string; isNumber: boolean }[];
  rows: readonly (readonly string[])[];
};

export type ChartFigureProps = {
  /** "1 Signals", where figures are numbered. */
  number?: string;
  /** The sentence that the chart is drawn for. */
  sentence: string;
  /** What is drawn, for those who do not see it; the sentence follows it. */
  label: string;
  drawings: ChartDrawings;
  /** n, the definition, how sure it is, hints, the last update: one after the other. */
  captions: readonly ReactNode[];
  table: TableOfChart;
  /** Where the chart is as a file; none where it has no address of its own. */
  file?: FileOfChart;
  /** A second chart that belongs to this one, folded away. */
  second?: { name: string; label: string; reads?: string; drawings: ChartDrawings };
  className?: string;
};

/** A chart with all that makes it one: without its sentence, n, definition, last update and table it is not drawn. */
export function ChartFigure(props: ChartFigureProps) {
  const { number, sentence, label, drawings, captions, table, file, second, className } = props;
  return (
    <figure className={className ? `figure chart-figure ${className}` : "figure chart-figure"}>
      {number && <span className="fig-no">{number}</span>}
      <h2>{sentence}</h2>
      <Drawn drawings={drawings} label={`${label}: ${sentence}`} />
      <p className="cap">
        {captions.map((caption, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: captions stand in their order and have no name
          <span key={nth}>{caption}</span>
        ))}
      </p>
      <div className="chart-more">
        <details className="chart-data">
          <summary>As a table</summary>
          <ChartTable {...table} caption={label} />
        </details>
        {second && (
          <details className="chart-data">
            <summary>{second.name}</summary>
            <Drawn {...second} />
          </details>
        )}
        {file && <ChartFiles {...file} />}
      </div>
    </figure>
  );
}

/** @param props.reads the column of the table that says what is read at a point, where it is not the value */
function Drawn({ drawings, label, reads }: { drawings: ChartDrawings; label: string; reads?: string }) {
  const { wide, narrow } = drawings;
  return (
    <div className="chart-box">
      {[wide, narrow].map(({ width, height, svg, points }, nth) => (
        <svg
          key={nth === 0 ? "wide" : "narrow"}
          className={nth === 0 ? "chart chart-wide" : "chart chart-narrow"}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={label}
          data-points={points}
          data-reads={reads}
        >
          <Drawing svg={svg} />
        </svg>
      ))}
      <PointReader />
    </div>
  );
}

/** The data of a chart, as people read it. */
export function ChartTable({ columns, rows, caption }: TableOfChart & { caption: string }) {
  return (
    <table className="list">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name, isNumber }) => (
            <th key={name} scope="col" className={isNumber ? "num" : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of a chart has its place alone
          <tr key={nth}>
            {row.map((cell, column) => (
              <td key={columns[column]?.name} className={columns[column]?.isNumber ? "num" : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
