import { daysFrom } from "@/lib/text/days";
import { markup, noMarkup } from "@/lib/text/markup";
import type { DigestLine, MailContent } from "./digest-content";
import { asSubject, foot, footText, type LetterLinks, page, styles, type Written } from "./letter-frame";
import { nextSteps } from "./next-steps";

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
    footText(name, workspace, links),
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
