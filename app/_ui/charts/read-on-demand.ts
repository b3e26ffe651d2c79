/** Makes the points of the charts in a box readable one by one, by pointer and by arrow keys, once somebody wants to. @returns how to stop */
export function readOnDemand(box: HTMLElement, out: HTMLElement): () => void {
  const charts = [...box.querySelectorAll<SVGSVGElement>("svg.chart")].filter(
    (chart) => chart.dataset.points !== undefined || chart.querySelector("[data-said]"),
  );
  for (const chart of charts) {
    chart.tabIndex = 0;
    chart.setAttribute("aria-description", "Arrow keys read single values");
  }
  const begun = new AbortController();
  const begin = async (event: Event) => {
    begun.abort();
    const { readPoints } = await import("./read-points");
    readPoints(charts, out, event);
  };
  for (const chart of charts) {
    for (const kind of ["pointermove", "pointerdown", "keydown"])
      chart.addEventListener(kind, begin, { signal: begun.signal });
  }
  return () => begun.abort();
}
