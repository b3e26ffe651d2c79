import type { ChartFile } from "@/lib/charts/chart-file";
import { csvOf } from "@/lib/charts/csv";
import { pictureOf } from "@/lib/charts/picture";

/** A chart as a picture that stands by itself. */
export const svgAnswer = (file: ChartFile) => fileAnswer(pictureOf(file), "image/svg+xml");

/** The data of a chart for a spreadsheet. */
export const csvAnswer = ({ sheet }: ChartFile) => fileAnswer(csvOf(sheet), "text/csv");

/** A file of ours, made anew each time; it may do nothing. */
const fileAnswer = (content: string, mediaType: string) =>
  new Response(content, {
    headers: {
      "Content-Type": `${mediaType}; charset=utf-8`,
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
