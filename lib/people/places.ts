/** Where people are, as far as figures and days are written: locales to choose from, and the zones the machine knows. */

/** BCP 47 tags with their own names. They set how days, figures and money are written, not the language of the words. */
export const locales = {
  "en-GB": "English (United Kingdom)",
  "en-US": "English (United States)",
  cs: "Čeština",
  da: "Dansk",
  de: "Deutsch",
  "de-AT": "Deutsch (Österreich)",
  "de-CH": "Deutsch (Schweiz)",
  es: "Español",
  fi: "Suomi",
  fr: "Français",
  "fr-CH": "Français (Suisse)",
  it: "Italiano",
  ja: "日本語",
  nb: "Norsk bokmål",
  nl: "Nederlands",
  pl: "Polski",
  pt: "Português",
  "pt-BR": "Português (Brasil)",
  sv: "Svenska",
  zh: "中文",
} as const;
export type Locale = keyof typeof locales;
export const localeTags = Object.keys(locales) as [Locale, ...Locale[]];

/** Whether this is an IANA time zone that the machine knows. */
export function isTimeZone(name: string): boolean {
  // "+05:30" is an offset, not a place: it knows no change of clocks.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zones to choose from, UTC first; one that stands already is among them even where the machine no longer lists it. */
export function timeZones(standing?: string): string[] {
  const listed = Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC");
  const more = standing && standing !== "UTC" && !listed.includes(standing) ? [standing] : [];
  return ["UTC", ...more, ...listed];
}

/** The zone the program itself runs in: the first guess where nobody has said. */
export const ownTimeZone = () => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone && isTimeZone(timeZone) ? timeZone : "UTC";
};
