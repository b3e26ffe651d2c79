/**
 * What a page says of itself, also while it is left, stands in the address and not in a body: whoever closes their browser
 * hangs up at that moment, and Node throws away a body that the program has not read by then.
 */
export const saidAt = (address: string, said: object): string =>
  `${address}?${new URLSearchParams({ said: JSON.stringify(said) })}`;

/** @returns what was said; undefined where it is no JSON */
export function saidIn(url: string): unknown {
  try {
    return JSON.parse(new URL(url).searchParams.get("said") ?? "");
  } catch {
    return undefined;
  }
}
