import { daysFrom } from "@/lib/text/days";
import { type Markup, markup, noMarkup } from "@/lib/text/markup";
import type { DigestLine, MailContent } from "./digest-content";
import { nextSteps } from "./next-steps";

/** What a letter links to: addresses with nothing of a request in them. */
export type LetterLinks = { at(path: string): string; settings: string; unsubscribe: string };
export type Written = { subject: string; text: string; html: string };

type Content = Pick<MailContent, "name" | "locale" | "workspace" | "lines" | "more">;

/** The digest as plain text and as HTML. `today` is the member's day. */
export function digestLetter(content: Content, links: LetterLinks, today: string): Written {
  const { workspace, name, locale, lines, more } = content;
  const summary = summaryOf(content, today);
  const told = lines.map((line) => ({ ...line, ...nextSteps[line.kind], note: noteOf(line, locale, today) }));
  const [only] = told;
  const rest = more > 0 ? `And ${more} more, all under ${links.at("/notices")}` : "";
  const text = [
    `${summary}\n`,
    ...told.map(
      ({ says, about, step, path, note }) =>
        `* ${about}\n  ${[says, ...note].join(" · ")}\n  Next: ${step}\n  ${links.at(path)}\n`,
    ),
    ...(rest ? [`${rest}\n`] : []),
    `--\n${name}, this comes from Common Cause for the workspace ${workspace}. Nobody reads what is sent in answer.`,
    `How and when you are told: ${links.settings}`,
    `No mail any more: ${links.unsubscribe}`,
  ].join("\n");
  const html = page(
    summary,
    markup`<p style="${styles.summary}">${summary}</p>
${told.map(
  ({ says, about, step, path, note }) => markup`<div style="${styles.line}">
<p class="quiet" style="${styles.quiet}">${[says, ...note].join(" · ")}</p>
<p dir="auto" style="${styles.about}">${about}</p>
<p style="${styles.step}"><a class="step" href="${links.at(path)}" style="${styles.link}">${step}</a></p>
</div>
`,
)}${rest ? markup`<p><a class="step" href="${links.at("/notices")}" style="${styles.link}">And ${more} more</a></p>` : noMarkup}`,
    foot(name, workspace, links),
  );
  const subject =
    lines.length === 1 && only
      ? `${workspace}: ${only.step}: ${only.about}`
      : `${workspace}: ${summary.replace(/\.$/, "")}`;
  return { subject: asSubject(subject), text, html };
}

/** What somebody is sent who asks whether mail arrives. */
export function testLetter({ name, workspace }: Pick<Content, "name" | "workspace">, links: LetterLinks): Written {
  const words = "Mail from Common Cause reaches you. Nothing else is to be done.";
  const text = [`${words}\n`, `--\n${name}, you asked for this on ${links.settings}`].join("\n");
  const html = page(words, markup`<p style="${styles.summary}">${words}</p>`, foot(name, workspace, links));
  return { subject: `${workspace}: mail reaches you`, text, html };
}

/** One line; signs that turn the direction of reading would turn what stands after them, too. */
export const asSubject = (words: string) =>
  words
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 200)
    .toWellFormed();

/** One sentence that says it all: how much there is, and how much of it is late. */
function summaryOf({ lines, more }: Content, today: string): string {
  const all = lines.length + more;
  const late = lines.filter(({ dueOn }) => dueOn !== null && dueOn < today).length;
  const things = all === 1 ? "One thing waits for you" : `${all} things wait for you`;
  if (late === 0) return `${things}.`;
  return all === 1
    ? `${things}, and its day is past.`
    : `${things}, ${late} of them past ${late === 1 ? "its" : "their"} day.`;
}

function noteOf({ dueOn, sides }: DigestLine, locale: string, today: string): string[] {
  return [...(dueOn ? [dayWords(dueOn, locale, today)] : []), ...(sides ? [`${sides.first} and ${sides.second}`] : [])];
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function dayWords(day: string, locale: string, today: string): string {
  let formatter = formatters.get(locale);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    formatters.set(locale, formatter);
  }
  const words = formatter.format(new Date(`${day}T00:00:00Z`));
  const late = daysFrom(day, today);
  if (late === 0) return `due today, ${words}`;
  return late > 0 ? `due on ${words}, ${late} ${late === 1 ? "day" : "days"} ago` : `due on ${words}`;
}

/**
 * Mail readers know little: one column, every look written beside its words, no picture, nothing fetched. The colours
 * stand on light and on dark; those that follow the system's theme take the ones of the style sheet.
 */
const sans = "font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
export const styles = {
  body: `margin:0;padding:0;${sans};font-size:15px;line-height:1.5`,
  frame: "max-width:560px;margin:0 auto;padding:24px 16px",
  workspace: "margin:0 0 16px;font-size:13px;color:#656a72",
  summary: "margin:0 0 20px;font-size:18px;font-weight:600",
  line: "border-top:1px solid #d6d6d0;padding:14px 0",
  quiet: "margin:0;font-size:13px;color:#656a72",
  about:
    "margin:4px 0 8px;font-family:Georgia,'Times New Roman',serif;font-size:17px;line-height:1.35;overflow-wrap:anywhere;unicode-bidi:isolate",
  step: "margin:0",
  link: "color:#0b6b57;font-weight:600",
  foot: "border-top:1px solid #d6d6d0;margin-top:24px;padding-top:14px;font-size:13px;color:#656a72",
  footLink: "color:#656a72",
} as const;

export const page = (title: string, inside: Markup, below: Markup): string =>
  markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>@media (prefers-color-scheme: dark) { .quiet, .quiet a { color: #9aa0a7 !important } a.step { color: #63c9ad !important } }</style>
</head><body style="${styles.body}"><div style="${styles.frame}">
${inside}
${below}
</div></body></html>
`.text;

const foot = (name: string, workspace: string, { settings, unsubscribe }: LetterLinks): Markup =>
  markup`<p class="quiet" style="${styles.foot}">${name}, this comes from Common Cause for the workspace ${workspace}. Nobody reads what is sent in answer.<br>
<a href="${settings}" style="${styles.footLink}">How and when you are told</a> ·
<a href="${unsubscribe}" style="${styles.footLink}">No mail any more</a></p>`;
