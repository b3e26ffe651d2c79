import type { Said } from "@/lib/overview/words";
import { sentence } from "@/lib/text/counted";
import { type Markup, markup, noMarkup } from "@/lib/text/markup";
import type { MailContent } from "./digest-content";
import { asSubject, foot, footText, type LetterLinks, page, styles, type Written } from "./letter-frame";
import type { TrendContent, TrendPart, TrendSignal } from "./trend-content";

/** Where each of the six sentences is read on, in the order of the page (method 4.6). */
const places = [
  { title: "Signals", path: "/trends/measures", step: "All measures" },
  { title: "Vital few", path: "/root-causes", step: "The root causes" },
  { title: "Stuck", path: "/improvements?view=age", step: "Improvements by age" },
  { title: "Cost of friction", path: "/trends/cost", step: "The ledger" },
  { title: "Alignment", path: "/alignment", step: "Alignment" },
  { title: "Pressures", path: "/cycles", step: "The cycles" },
] as const;

const ends = "No trends by mail any more";

/** The executive's page as plain text and as HTML: sentences and links, no pictures. */
export function trendLetter(
  { name, workspace }: Pick<MailContent, "name" | "workspace">,
  { parts, more }: Pick<TrendContent, "parts" | "more">,
  links: LetterLinks,
): Written {
  const summary = summaryOf(parts);
  const rest = more > 0 ? `And ${more} more ${more === 1 ? "relationship" : "relationships"} in the app` : "";
  const text = [
    "Does it get better?\n",
    ...parts.map((part) => partText(part, links, parts.length > 1)),
    ...(rest ? [`${rest}: ${links.at("/trends")}\n`] : []),
    footText(name, workspace, links, ends),
  ].join("\n");
  const html = page(
    summary,
    markup`<p style="${styles.summary}">Does it get better?</p>
${parts.map((part) => partMarkup(part, links, parts.length > 1))}${rest ? markup`<p>${step(links.at("/trends"), rest)}</p>` : noMarkup}`,
    foot(name, workspace, links, ends),
  );
  return { subject: asSubject(`${workspace}: ${summary}`), text, html };
}

/** What changed for real, in as few words as stand in a list of mails. */
function summaryOf(parts: readonly TrendPart[]): string {
  const [only] = parts;
  if (parts.length === 1 && only) return only.said[0]?.lead.replace(/\.$/, "") ?? "";
  const told = parts.filter(({ signals }) => signals.length > 0).map((part) => part.name);
  return told.length === 0 ? "no relationship gave a new signal" : `new signals in ${told.join("; ")}`;
}

/** The first sentence tells the first signal, so it leads there; the others follow it. */
function placeOf(nth: number, [signal]: readonly TrendSignal[]): { title: string; path: string; step: string } {
  const place = places[nth] ?? places[0];
  return nth === 0 && signal ? { ...place, path: signal.path, step: signal.name } : place;
}

const wordsOf = ({ lead, rest }: Said) => (rest ? `${lead} ${rest}` : lead);

function partText({ id, name, said, signals }: TrendPart, links: LetterLinks, isNamed: boolean): string {
  const sentences = said.flatMap((each, nth) => {
    const { title, path } = placeOf(nth, signals);
    const others = nth === 0 ? signals.slice(1) : [];
    return [
      `${nth + 1} ${title}: ${wordsOf(each)}\n  ${links.at(path)}`,
      ...others.map((one) => `  * ${one.name}: ${sentence(one.says)}\n    ${links.at(one.path)}`),
    ];
  });
  const whole = `The page with its charts: ${links.at(pageOf(id))}`;
  return `${[...(isNamed ? [`== ${name} ==`] : []), ...sentences, whole].join("\n\n")}\n`;
}

function partMarkup({ id, name, said, signals }: TrendPart, links: LetterLinks, isNamed: boolean): Markup {
  const sentences = said.map((each, nth) => {
    const { title, path, step: words } = placeOf(nth, signals);
    const others = nth === 0 ? signals.slice(1) : [];
    return markup`<div style="${styles.line}">
<p class="quiet" style="${styles.quiet}">${nth + 1} ${title}</p>
<p dir="auto" style="${styles.said}"><strong>${each.lead}</strong> ${each.rest ?? ""}</p>
<p style="${styles.step}">${step(links.at(path), words)}</p>
${others.map((one) => markup`<p dir="auto" style="${styles.said}">${step(links.at(one.path), one.name)}: ${sentence(one.says)}</p>\n`)}</div>
`;
  });
  return markup`${isNamed ? markup`<h2 style="${styles.title}">${name}</h2>` : noMarkup}
${sentences}<p>${step(links.at(pageOf(id)), "The page with its charts")}</p>
`;
}

const pageOf = (relationshipId: string) => `/trends?relationship=${relationshipId}`;
const step = (href: string, words: string): Markup =>
  markup`<a class="step" href="${href}" style="${styles.link}">${words}</a>`;
