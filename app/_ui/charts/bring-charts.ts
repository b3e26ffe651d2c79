/** Brings what needs a script to charts that stand in the page as words: reading single values, and the PNG. Loaded once they stand. */
import { readOnDemand } from "./read-on-demand";

export function bringCharts(within: HTMLElement): void {
  for (const box of within.querySelectorAll<HTMLElement>(".chart-box:not(:has(> .chart-read))")) {
    const out = document.createElement("p");
    out.className = "chart-read";
    out.setAttribute("aria-live", "polite");
    box.append(out);
    readOnDemand(box, out);
  }
  for (const files of within.querySelectorAll<HTMLElement>(".chart-files:not(:has(> button))")) {
    const [svg, csv] = files.querySelectorAll<HTMLAnchorElement>("a");
    if (svg) files.insertBefore(pngButton(svg), csv ?? null);
  }
}

function pngButton({ href, download }: HTMLAnchorElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = "PNG";
  button.addEventListener("click", async () => {
    try {
      const { savePng } = await import("./save-png");
      await savePng(href, download.replace(/\.svg$/, ""));
      button.textContent = "PNG";
    } catch {
      button.textContent = "PNG could not be drawn; the SVG holds the same";
    }
  });
  return button;
}
