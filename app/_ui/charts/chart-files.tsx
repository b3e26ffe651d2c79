import { SavePicture } from "./save-picture";

/** Where a chart is as a file, without its ending and what is asked of it ("?per=week"), and what it is saved as. */
export type FileOfChart = { href: string; query?: string; name: string };

/** The chart to take along: as a picture of lines, as one of points, and its data. */
export function ChartFiles({ href, query = "", name }: FileOfChart) {
  const [svg, csv] = [`${href}.svg${query}`, `${href}.csv${query}`];
  return (
    <span className="chart-files">
      <a href={svg} download={`${name}.svg`}>
        SVG
      </a>
      <SavePicture href={svg} name={name} />
      <a href={csv} download={`${name}.csv`}>
        CSV
      </a>
    </span>
  );
}
