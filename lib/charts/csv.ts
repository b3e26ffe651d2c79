/** Rows as a CSV file that a spreadsheet opens as what they are (RFC 4180, with a byte order mark for Excel). */

/** Text that a spreadsheet would take for a formula is kept from being one; numbers stay numbers. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `${byteOrderMark}${rows.map(csvLine).join("")}`;
}

/** What a file begins with that is written line by line. */
export const byteOrderMark = "\ufeff";

/** One line of such a file, with its end. */
export const csvLine = (row: readonly (string | number | null)[]): string => `${row.map(cell).join(",")}\r\n`;

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
