import type { Captioned } from "./picture";

/** Rows for a spreadsheet: the first names the columns, what does not exist is null. */
export type Sheet = readonly (readonly (string | number | null)[])[];

/** A chart as it leaves its page: a picture with its sentence and captions, and its data for a spreadsheet. */
export type ChartFile = Captioned & { sheet: Sheet };
