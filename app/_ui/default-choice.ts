import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * The default of a select follows what stands, as that of other fields does by itself: React sets it only once. Until
 * somebody chooses, the select shows it; what was chosen stays, and a reset goes back to the default of today.
 */
export function useDefaultChoice(
  chosen: string,
  given?: RefObject<HTMLSelectElement | null>,
): RefObject<HTMLSelectElement | null> {
  const own = useRef<HTMLSelectElement>(null);
  const select = given ?? own;
  const before = useRef(chosen);
  useLayoutEffect(() => {
    if (!select.current) return;
    const { value, options } = select.current;
    const isUntouched = value === shownFor(before.current, options);
    for (const option of options) option.defaultSelected = option.value === chosen;
    select.current.value = isUntouched ? shownFor(chosen, options) : value;
    before.current = chosen;
  }, [chosen, select]);
  return select;
}

/** Where the default is none of the options the first is shown. */
const shownFor = (chosen: string, options: HTMLOptionsCollection) =>
  [...options].some(({ value }) => value === chosen) ? chosen : (options[0]?.value ?? "");
