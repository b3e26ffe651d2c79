/** This file is the one place where markup is put into a page as it is. */
import type { Ref } from "react";

/** People's words as HTML: `html` comes from `lib/text/markdown.ts`, which lets none of theirs through. */
export function Prose({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A drawing inside an `<svg>`: `svg` comes from `lib/text/markup.ts`, which escapes every word that is put into it. */
export function Drawing({ svg }: { svg: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <g dangerouslySetInnerHTML={{ __html: svg }} />;
}

/**
 * A large drawing, with its `<svg>`, as words: a browser with scripts hangs up what is in sight of it, one without
 * shows it whole.
 */
export function DrawingUnhung({ svg }: { svg: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <noscript suppressHydrationWarning dangerouslySetInnerHTML={{ __html: svg }} />;
}

/** A part of a page that was drawn before, by `asMarkup`, which escapes every word. It takes no room of its own. */
export function Drawn({ markup, place }: { markup: { __html: string }; place: Ref<HTMLDivElement> }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <div ref={place} className="contents" suppressHydrationWarning dangerouslySetInnerHTML={markup} />;
}
