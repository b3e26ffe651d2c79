/** A picture on a canvas knows no faces of the page, so it carries those that the page has loaded along. */
export async function facesInUse(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...allRules(sheet.cssRules)]);
  const wanted = rules.filter(
    (rule): rule is CSSFontFaceRule =>
      rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-style") !== "italic" && isLoaded(rule),
  );
  const faces = await Promise.all(
    wanted.map(async (rule) => {
      const source = rule.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/)?.[1];
      if (!source) return "";
      const address = new URL(source, rule.parentStyleSheet?.href ?? location.href);
      const bytes = await (await fetch(address)).blob();
      return rule.cssText.replace(source, await dataAddress(bytes));
    }),
  );
  return faces.join("\n");
}

function* allRules(rules: CSSRuleList): Generator<CSSRule> {
  for (const rule of rules) {
    yield rule;
    if (rule instanceof CSSGroupingRule) yield* allRules(rule.cssRules);
  }
}

/** Only what the page needed for its own letters; the extended ones weigh as much again. */
function isLoaded({ style }: CSSFontFaceRule): boolean {
  const plain = (text: string) => text.replace(/["'\s]/g, "").toLowerCase();
  return [...document.fonts].some(
    (face) =>
      face.status === "loaded" &&
      plain(face.family) === plain(style.getPropertyValue("font-family")) &&
      plain(face.unicodeRange) === plain(style.getPropertyValue("unicode-range")),
  );
}

const dataAddress = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
