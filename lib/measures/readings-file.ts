import { refuse } from "@/lib/refusal";

/** Room for more lines than are ever taken. */
const mostBytes = 400 * 1024;

/**
 * The lines of a form in which a file was chosen or lines were pasted. Spreadsheets save a table as UTF-8, or in the old
 * coding of Windows; anything with a NUL in it is no table.
 */
export async function readReadingsFile(file: File | undefined, pasted: string): Promise<string> {
  // A browser sends an empty file where none was chosen.
  if (!file || file.size === 0) {
    if (pasted === "") refuseAt("lines", "Paste a period and a value in each line, or choose a file.");
    return pasted;
  }
  if (pasted !== "") refuseAt("file", "Lines are pasted, too. Send either the file or the lines.");
  if (file.size > mostBytes) refuseAt("file", "This file is larger than 400 kB. Send it in parts, or through the API.");
  const bytes = await file.arrayBuffer();
  const text = inUtf8(bytes) ?? new TextDecoder("windows-1252").decode(bytes);
  if (text.includes("\0")) refuseAt("file", "This is no table of text. Save the sheet as CSV and choose that file.");
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
}

function inUtf8(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const refuseAt = (field: string, words: string): never => refuse("invalid", words, { [field]: [words] });
