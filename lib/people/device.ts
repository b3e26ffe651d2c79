/** What tells one sign-in from another in words, and with as little of the person as that needs. */

/** Where a sign-in comes from. `device`: the browser in words; `network`: its address without the last part. */
export type Whence = { device: string | null; network: string | null };

export const fromNowhere: Whence = { device: null, network: null };

/** The first that fits counts: most browsers also name those they want to be taken for. */
const browsers: [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bHeadlessChrome\/|\bChrom(e|ium)\/|\bCriOS\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
  [/^curl\//i, "curl"],
];
const systems: [RegExp, string][] = [
  [/\biPhone\b|\biPod\b/, "an iPhone"],
  [/\biPad\b/, "an iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b|\bMac OS X\b/, "a Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** The browser and its system in words, as "Firefox on Windows"; null where the header says nothing we know. */
export function deviceOf(userAgent: string | null): string | null {
  const known = (list: [RegExp, string][]) => list.find(([mark]) => mark.test(userAgent?.slice(0, 512) ?? ""))?.[1];
  const [browser, system] = [known(browsers), known(systems)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (system ? `A browser on ${system}` : null);
}

/** A network address with the last part left out: 203.0.113.x, 2001:db8:1::x; null where it is none. */
export function networkOf(address: string): string | null {
  const four = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/i.exec(address);
  if (four) return four[1] === "127" ? "this machine" : `${four.slice(1, 4).join(".")}.x`;
  if (address === "::1") return "this machine";
  if (!/^[0-9a-f:]{3,39}$/i.test(address) || !address.includes(":")) return null;
  // The first 48 bits name a house or an office; what is left out before a "::" is zero.
  const [head = "", rest] = address.toLowerCase().split("::");
  const parts = head.split(":").filter(Boolean);
  if (parts.length < 3 && rest === undefined) return null;
  const first = [...parts, "0", "0", "0"].slice(0, 3).map((part) => part.replace(/^0+(?=.)/, ""));
  return `${first.join(":")}::x`;
}

/** How a session is called in a list. */
export const deviceWords = (device: string | null) => device ?? "A browser that does not say which";
