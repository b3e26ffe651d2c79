/** Which ways lead back to where they began, for a whole graph at once (Tarjan's components, without recursion). */
export type Way = { from: string; to: string };

/** Tells of a way whether it is part of a ring. Linear in the ways, so that thousands of cross-links cost no more. */
export function ringsAmong(ways: readonly Way[]): (way: Way) => boolean {
  const onward = new Map<string, string[]>();
  for (const { from, to } of ways) {
    const known = onward.get(from);
    if (known) known.push(to);
    else onward.set(from, [to]);
  }
  const found = new Map<string, number>(); // in which order each was come upon
  const lowest = new Map<string, number>(); // the earliest that it leads back to
  const component = new Map<string, string>();
  const open: string[] = [];

  const walkFrom = (start: string) => {
    const path = [{ at: start, next: 0 }];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const { at } = step;
      if (!found.has(at)) {
        lowest.set(at, found.size);
        found.set(at, found.size);
        open.push(at);
      }
      const to = onward.get(at)?.[step.next++];
      if (to !== undefined) {
        if (!found.has(to)) path.push({ at: to, next: 0 });
        else if (!component.has(to)) lowest.set(at, Math.min(lowest.get(at) ?? 0, found.get(to) ?? 0));
        continue;
      }
      path.pop();
      const above = path.at(-1)?.at;
      if (above !== undefined) lowest.set(above, Math.min(lowest.get(above) ?? 0, lowest.get(at) ?? 0));
      if (lowest.get(at) !== found.get(at)) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        component.set(member, at);
        if (member === at) break;
      }
    }
  };
  for (const start of onward.keys()) if (!found.has(start)) walkFrom(start);
  return ({ from, to }) => from === to || (component.has(from) && component.get(from) === component.get(to));
}
