/** The rows of `db.execute`: a list on a server, an object with `rows` on PGlite. The caller names the shape the statement gives. */
export function rows<Row>(result: unknown): Row[] {
  if (Array.isArray(result)) return result;
  if (typeof result === "object" && result !== null && "rows" in result && Array.isArray(result.rows))
    return result.rows;
  throw new Error("The statement gave no rows.");
}

/** The only row. None or several is a bug in the statement. */
export function one<Row>(found: readonly Row[]): Row {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) throw new Error(`Expected one row, found ${found.length}.`);
  return first;
}
