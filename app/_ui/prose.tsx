/**
 * People's words as HTML. This is the one place where markup is put into a page as it is: `html` comes from
 * `lib/text/markdown.ts`, which lets none of theirs through.
 */
export function Prose({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
